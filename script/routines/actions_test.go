package routines

import (
	"slices"
	"strings"
	"testing"

	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/stock"
)

// A required states what must be said in a stretch: its starting position, unless an
// earlier stretch ended there, and what the body does. A | separates words with the
// same meaning.
type required struct{ position, actions []string }

// actions are what must be said in the stretches of back-relief. They follow the
// description of the stretches, in its order, and not the lines.
var actions = map[string][]required{
	"en": {
		{[]string{"hands and knees", "shoulder-width", "hip-width"},
			[]string{"sit back", "heels", "reach your hands forward", "arms straight"}},
		{[]string{"hands and knees"},
			[]string{"breathe in", "arch your back", "belly toward the floor", "head and tailbone toward the ceiling",
				"breathe out", "round your spine", "chin to your chest", "tailbone to your knees", "flat back"}},
		{[]string{"hands and knees"},
			[]string{"hips up and back", "straighten your arms and", "hands and feet firm", "floor", "lower them"}},
		{[]string{"stomach"},
			[]string{"hands under your shoulders", "beside your chest", "elbows", "bent|bend", "hug", "shoulders relaxed|relax your shoulders",
				"breathe in, lift your chest", "look up", "breathe out, and lower"}},
		{[]string{"back"},
			[]string{"knees bent|bend your knees", "feet", "wider than your hips", "arms straight out to the sides",
				"breathe out, slowly drop both knees", "turn your head", "in the middle", "together"}},
	},
	"de": {
		{[]string{"vierfüßlerstand", "schulterbreit", "hüftbreit"},
			[]string{"setz dich zurück auf die fersen", "hände", "nach vorn", "arme gestreckt"}},
		{[]string{"vierfüßlerstand"},
			[]string{"atme ein", "hohlkreuz", "bauch zum boden", "kopf und steißbein zur decke",
				"atme aus", "rücken rund", "kinn zur brust", "steißbein zu den knien", "gerade"}},
		{[]string{"vierfüßlerstand"},
			[]string{"becken nach", "oben", "hinten", "streck arme und beine|streck die arme und die beine", "hände und füße fest", "beug die knie"}},
		{[]string{"bauch"},
			[]string{"unter die schultern", "neben die brust", "ellbogen gebeugt|beug die ellbogen", "eng am körper|eng an den körper", "schultern locker",
				"atme ein, heb die brust", "schau nach oben", "atme aus und senk"}},
		{[]string{"rücken"},
			[]string{"knie gebeugt|beug die knie", "füße", "weiter als hüftbreit", "arme gestreckt zur seite|streck die arme zur seite",
				"atme aus, lass beide knie", "dreh den kopf", "in der mitte", "zusammen"}},
	},
	"es": {
		{[]string{"cuatro apoyos", "anchura de los hombros", "caderas"},
			[]string{"siéntate", "talones", "manos hacia delante", "brazos estirados"}},
		{[]string{"cuatro apoyos"},
			[]string{"inhala y arquea la espalda", "vientre hacia el suelo", "cabeza y coxis hacia el techo",
				"exhala y redondea la espalda", "barbilla al pecho", "coxis hacia las rodillas", "espalda recta"}},
		{[]string{"cuatro apoyos"},
			[]string{"cadera hacia arriba y hacia atrás", "estira brazos y piernas|estira los brazos y las piernas", "manos y pies firmes|con firmeza, con las manos y los pies", "dobla las rodillas"}},
		{[]string{"boca abajo"},
			[]string{"bajo los hombros", "junto al pecho", "codos doblados|dobla los codos", "pegados al cuerpo|acércalos al cuerpo", "hombros relajados|relaja los hombros",
				"inhala, levanta el pecho", "mira hacia arriba", "exhala y baja el pecho"}},
		{[]string{"boca arriba"},
			[]string{"rodillas dobladas|dobla las rodillas", "pies", "más separados que las caderas|más que las caderas", "brazos en cruz",
				"exhala, deja caer despacio las rodillas", "gira la cabeza", "en el centro", "junta las rodillas"}},
	},
	"fr": {
		{[]string{"quatre pattes", "largeur des épaules", "bassin"},
			[]string{"asseyez-vous", "talons", "avancez les mains", "bras tendus"}},
		{[]string{"quatre pattes"},
			[]string{"inspirez et creusez le dos", "ventre vers le sol", "tête et coccyx vers le plafond",
				"expirez et arrondissez le dos", "menton vers la poitrine", "coccyx vers les genoux", "dos bien plat"}},
		{[]string{"quatre pattes"},
			[]string{"bassin vers le haut", "arrière", "tendez les bras et les jambes", "mains et pieds fermes|fermement les mains et les pieds", "pliez les genoux"}},
		{[]string{"sur le ventre"},
			[]string{"sous les épaules", "côté de la poitrine", "coudes pliés|pliez les coudes", "contre le corps", "épaules relâchées|relâchez les épaules",
				"inspirez, décollez la poitrine", "regardez vers le haut", "expirez et reposez la poitrine"}},
		{[]string{"sur le dos"},
			[]string{"genoux pliés|pliez les genoux", "pieds", "plus écartés que le bassin|plus que le bassin", "bras en croix",
				"expirez, laissez lentement tomber les genoux", "tournez la tête", "au centre", "joints"}},
	},
	"it": {
		{[]string{"quattro zampe", "larghezza delle spalle", "bacino"},
			[]string{"siediti", "talloni", "le mani in avanti", "braccia distese"}},
		{[]string{"quattro zampe"},
			[]string{"inspira e inarca la schiena", "pancia verso il pavimento", "testa e coccige verso il soffitto",
				"espira e arrotonda la schiena", "mento al petto", "coccige verso le ginocchia", "schiena piatta"}},
		{[]string{"quattro zampe"},
			[]string{"bacino", "in alto e indietro", "distendi braccia e gambe|distendi le braccia e le gambe", "mani e piedi ben saldi|premi bene le mani e i piedi", "piega le ginocchia"}},
		{[]string{"pancia in giù"},
			[]string{"sotto le spalle", "accanto al petto", "gomiti piegati|piega i gomiti", "vicini al corpo", "spalle rilassate|rilassa le spalle",
				"inspira, solleva il petto", "guarda verso l'alto", "espira e riporta il petto"}},
		{[]string{"sulla schiena"},
			[]string{"ginocchia piegate|piega le ginocchia", "piedi", "più larghi del bacino|più del bacino", "braccia distese|distendi le braccia",
				"espira, lascia scendere piano le ginocchia", "gira la testa", "al centro", "unisci"}},
	},
}

// Every action is said at every guidance and level, in every language, both in the
// stretch alone and in the whole session.
func TestEveryActionIsSaid(t *testing.T) {
	for _, language := range stock.Languages() {
		r, err := Open(Default, language)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range []plan.Guidance{plan.Full, plan.Brief, plan.Quiet} {
			for _, level := range []plan.Level{plan.Gentle, plan.Deep} {
				o := plan.Options{Guidance: g, Level: level}
				whole := build(t, r, o)
				for i, s := range r.Stretches {
					what := language + ", " + g.String() + " and " + level.String() + ": " + s.Name
					must := actions[language][i]
					check(t, what, said(whole, s.Name, s.Name), must.actions)
					check(t, what, said(whole, r.Stretches[0].Name, s.Name), must.position)
					o.Only = []string{s.Name}
					check(t, what+" alone", said(build(t, r, o), s.Name, s.Name), slices.Concat(must.position, must.actions))
				}
			}
		}
	}
}

func build(t *testing.T, r *routine.Routine, o plan.Options) *script.Timeline {
	t.Helper()
	timeline, err := plan.Build(r, o, plan.Voice{Lengths: plan.Estimated(r.Language)})
	if err != nil {
		t.Fatal(err)
	}
	return timeline
}

// said returns all lines from the first cue of one stretch to the last cue of another.
func said(t *script.Timeline, first, last string) string {
	from := slices.IndexFunc(t.Cues, func(c script.Cue) bool { return c.Stretch == first })
	var texts []string
	for i, c := range t.Cues[from:] {
		if c.Kind == script.Speech && slices.ContainsFunc(t.Cues[from+i:], func(c script.Cue) bool { return c.Stretch == last }) {
			texts = append(texts, c.Text)
		}
	}
	return strings.ToLower(strings.Join(texts, " "))
}

func check(t *testing.T, what, said string, words []string) {
	t.Helper()
	for _, w := range words {
		if !slices.ContainsFunc(strings.Split(w, "|"), func(one string) bool { return strings.Contains(said, one) }) {
			t.Errorf("%s: nothing says %q in %q", what, w, said)
		}
	}
}
