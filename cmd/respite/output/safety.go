package output

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// safety is the safety advice for every session, by language.
var safety = map[string]string{
	"en": "Not medical advice: stop any stretch that brings intense pain; with severe or chronic back pain see a doctor first",
	"de": "Kein medizinischer Rat: Brich jede Übung ab, die stark schmerzt; bei starken oder anhaltenden Rückenschmerzen geh zuerst zum Arzt",
	"es": "Esto no es un consejo médico: deja cualquier estiramiento que cause un dolor intenso; con dolor de espalda fuerte o persistente, consulta antes a un médico",
	"fr": "Ceci n'est pas un avis médical : arrêtez tout étirement qui provoque une forte douleur ; si votre mal de dos est sévère ou persistant, consultez d'abord un médecin",
	"it": "Questo non è un parere medico: interrompi ogni esercizio che provoca un dolore forte; con un mal di schiena forte o persistente consulta prima un medico",
}

// Safety returns the safety advice in a language (BCP 47), or in English if there is no
// translation.
func Safety(language string) string {
	base, _, _ := strings.Cut(language, "-")
	if text, ok := safety[base]; ok {
		return text
	}
	return safety["en"]
}

// ownMark matches the tags of our sound files: the program's name, or the comment in any
// language.
var ownMark = regexp.MustCompile(ownWords())

func ownWords() string {
	words := []string{"respite "}
	for _, language := range slices.Sorted(maps.Keys(safety)) {
		start, _, _ := strings.Cut(safety[language], ";")
		words = append(words, regexp.QuoteMeta(strings.TrimSpace(start)))
	}
	return strings.Join(words, "|")
}
