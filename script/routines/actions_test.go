package routines

import (
	"slices"
	"strings"
	"testing"

	"respite/script/routine"
	"respite/script/stock"
)

// actions are what the body must do in each stretch of back-relief, as words
// that must be said; a | stands between words that mean the same. They come
// from the description of the stretches, in its order, not from the lines.
var actions = map[string][][]string{
	"en": {
		{"hands and knees", "shoulder-width", "hip-width", "sit back", "heels", "reach your hands forward", "arms straight"},
		{"hands and knees", "breathe in", "arch your back", "belly toward the floor", "head and tailbone toward the ceiling",
			"breathe out", "round your spine", "chin to your chest", "tailbone to your knees", "flat back"},
		{"hands and knees", "hips up and back", "straighten your arms and", "hands and feet firm", "floor", "lower them"},
		{"stomach", "hands under your shoulders", "beside your chest", "elbows", "bent|bend", "hug", "shoulders relaxed|relax your shoulders",
			"breathe in, lift your chest", "look up", "breathe out, and lower"},
		{"back", "knees bent|bend your knees", "feet", "wider than your hips", "arms straight out to the sides",
			"breathe out, slowly drop both knees", "turn your head", "in the middle", "together"},
	},
	"de": {
		{"vierfüßlerstand", "schulterbreit", "hüftbreit", "setz dich zurück auf die fersen", "hände", "nach vorn", "arme gestreckt"},
		{"vierfüßlerstand", "atme ein", "hohlkreuz", "bauch zum boden", "kopf und steißbein zur decke",
			"atme aus", "rücken rund", "kinn zur brust", "steißbein zu den knien", "gerade"},
		{"vierfüßlerstand", "becken nach", "oben", "hinten", "streck arme und beine|streck die arme und die beine", "hände und füße fest", "beug die knie"},
		{"bauch", "unter die schultern", "neben die brust", "ellbogen gebeugt|beug die ellbogen", "eng am körper|eng an den körper", "schultern locker",
			"atme ein, heb die brust", "schau nach oben", "atme aus und senk"},
		{"rücken", "knie gebeugt|beug die knie", "füße", "weiter als hüftbreit", "arme gestreckt zur seite|streck die arme zur seite",
			"atme aus, lass beide knie", "dreh den kopf", "in der mitte", "zusammen"},
	},
	"es": {
		{"cuatro apoyos", "anchura de los hombros", "caderas", "siéntate", "talones", "manos hacia delante", "brazos estirados"},
		{"cuatro apoyos", "inhala y arquea la espalda", "vientre hacia el suelo", "cabeza y coxis hacia el techo",
			"exhala y redondea la espalda", "barbilla al pecho", "coxis hacia las rodillas", "espalda recta"},
		{"cuatro apoyos", "cadera hacia arriba y hacia atrás", "estira brazos y piernas|estira los brazos y las piernas", "manos y pies firmes|con firmeza, con las manos y los pies", "dobla las rodillas"},
		{"boca abajo", "bajo los hombros", "junto al pecho", "codos doblados|dobla los codos", "pegados al cuerpo|acércalos al cuerpo", "hombros relajados|relaja los hombros",
			"inhala, levanta el pecho", "mira hacia arriba", "exhala y baja el pecho"},
		{"boca arriba", "rodillas dobladas|dobla las rodillas", "pies", "más separados que las caderas|más que las caderas", "brazos en cruz",
			"exhala, deja caer despacio las rodillas", "gira la cabeza", "en el centro", "junta las rodillas"},
	},
	"fr": {
		{"quatre pattes", "largeur des épaules", "bassin", "asseyez-vous", "talons", "avancez les mains", "bras tendus"},
		{"quatre pattes", "inspirez et creusez le dos", "ventre vers le sol", "tête et coccyx vers le plafond",
			"expirez et arrondissez le dos", "menton vers la poitrine", "coccyx vers les genoux", "dos bien plat"},
		{"quatre pattes", "bassin vers le haut", "arrière", "tendez les bras et les jambes", "mains et pieds fermes|fermement les mains et les pieds", "pliez les genoux"},
		{"sur le ventre", "sous les épaules", "côté de la poitrine", "coudes pliés|pliez les coudes", "contre le corps", "épaules relâchées|relâchez les épaules",
			"inspirez, décollez la poitrine", "regardez vers le haut", "expirez et reposez la poitrine"},
		{"sur le dos", "genoux pliés|pliez les genoux", "pieds", "plus écartés que le bassin|plus que le bassin", "bras en croix",
			"expirez, laissez lentement tomber les genoux", "tournez la tête", "au centre", "joints"},
	},
	"it": {
		{"quattro zampe", "larghezza delle spalle", "bacino", "siediti", "talloni", "le mani in avanti", "braccia distese"},
		{"quattro zampe", "inspira e inarca la schiena", "pancia verso il pavimento", "testa e coccige verso il soffitto",
			"espira e arrotonda la schiena", "mento al petto", "coccige verso le ginocchia", "schiena piatta"},
		{"quattro zampe", "bacino", "in alto e indietro", "distendi braccia e gambe|distendi le braccia e le gambe", "mani e piedi ben saldi|premi bene le mani e i piedi", "piega le ginocchia"},
		{"pancia in giù", "sotto le spalle", "accanto al petto", "gomiti piegati|piega i gomiti", "vicini al corpo", "spalle rilassate|rilassa le spalle",
			"inspira, solleva il petto", "guarda verso l'alto", "espira e riporta il petto"},
		{"sulla schiena", "ginocchia piegate|piega le ginocchia", "piedi", "più larghi del bacino|più del bacino", "braccia distese|distendi le braccia",
			"espira, lascia scendere piano le ginocchia", "gira la testa", "al centro", "unisci"},
	},
}

// Every action is said with and without the brief lines, in every language.
func TestEveryActionIsSaid(t *testing.T) {
	for _, language := range stock.Languages() {
		r, err := Open(Default, language)
		if err != nil {
			t.Fatal(err)
		}
		phrases, err := stock.For(language)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range r.Stretches {
			move := phrases.Move("", s.From)
			checkActions(t, language+", "+s.Name+" in full", move+" "+said(s, s.Setup), actions[language][i])
			if len(s.Brief) > 0 {
				checkActions(t, language+", "+s.Name+" in brief", move+" "+said(s, s.Brief), actions[language][i])
			}
		}
	}
}

// said is what a stretch says with these lines for its set-up and nothing
// that may be left out.
func said(s routine.Stretch, setup []routine.Line) string {
	var all []string
	for text := range routine.Texts(slices.Concat(setup, s.Rehearse.Lines(), s.Enter.Lines(), s.Leave.Lines(), s.Release)...) {
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func checkActions(t *testing.T, what, said string, actions []string) {
	t.Helper()
	for _, action := range actions {
		if !slices.ContainsFunc(strings.Split(action, "|"), func(words string) bool { return strings.Contains(strings.ToLower(said), words) }) {
			t.Errorf("%s: nothing says %q in %q", what, action, said)
		}
	}
}
