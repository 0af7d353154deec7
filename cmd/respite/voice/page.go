package voice

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed page.html
var pageText string

// readingPage shows the lines in large letters, with space for the pause after each.
var readingPage = template.Must(template.New("page").Parse(pageText))

// A pageLanguage holds the texts of the page in one language.
type pageLanguage struct {
	heading string // contains the number of lines
	advice  string
}

// pageLanguages are the languages of the page's own texts.
var pageLanguages = map[string]pageLanguage{
	"en": {"%d lines to read aloud", "Read them in this order and without their numbers, calmly, about two words a second, in a quiet room, always as far from the microphone. Begin with two seconds of silence. Leave two seconds after every line, and no long pause within one. If you slip, stop, wait, and go on with the next line; read that one alone afterwards."},
	"de": {"%d Sätze zum Vorlesen", "Lies sie in dieser Reihenfolge und ohne die Nummern, ruhig, etwa zwei Wörter in der Sekunde, in einem stillen Raum, immer gleich weit vom Mikrofon. Beginne mit zwei Sekunden Stille. Lass nach jedem Satz zwei Sekunden Pause, und in ihm keine lange. Wenn du dich versprichst, halte inne, warte, und lies den nächsten Satz; den missglückten liest du danach allein."},
	"es": {"%d frases para leer en voz alta", "Léelas en este orden y sin los números, con calma, unas dos palabras por segundo, en una habitación silenciosa y siempre a la misma distancia del micrófono. Empieza con dos segundos de silencio. Deja dos segundos después de cada frase, y ninguna pausa larga dentro de ella. Si te equivocas, para, espera y sigue con la frase siguiente; lee esa aparte después."},
	"fr": {"%d phrases à lire à voix haute", "Lisez-les dans cet ordre et sans les numéros, calmement, environ deux mots par seconde, dans une pièce silencieuse, toujours à la même distance du micro. Commencez par deux secondes de silence. Laissez deux secondes après chaque phrase, et pas de longue pause à l'intérieur. Si vous vous trompez, arrêtez-vous, attendez et passez à la phrase suivante ; lisez celle-là seule après."},
	"it": {"%d frasi da leggere ad alta voce", "Leggile in quest'ordine e senza i numeri, con calma, circa due parole al secondo, in una stanza silenziosa e sempre alla stessa distanza dal microfono. Comincia con due secondi di silenzio. Lascia due secondi dopo ogni frase, e nessuna pausa lunga al suo interno. Se sbagli, fermati, aspetta e continua con la frase seguente; leggi quella da sola dopo."},
}

// writePage writes the list as a page. Its texts are in the language of the lines, or in
// English.
func (l recordingList) writePage(w io.Writer) error {
	language, _, _ := strings.Cut(l.language, "-")
	words, ok := pageLanguages[language]
	if !ok {
		language, words = "en", pageLanguages["en"]
	}
	return readingPage.Execute(w, struct {
		Language, OwnLanguage, Title, Heading, Advice string
		Lines                                         []string
	}{l.language, language, l.title, fmt.Sprintf(words.heading, len(l.lines)), words.advice, l.lines})
}
