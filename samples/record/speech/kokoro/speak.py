#!/usr/bin/env python3
"""Speaks lines with Kokoro-82M, one JSON object a line in, one JSON line out.

    speak.py FOLDER

FOLDER holds kokoro.onnx, the model; vocab.json, its alphabet; words, the lists of English words; voices, NAME.bin each.

Reads {"text": "...", "voice": "af_heart", "language": "en-us", "speed": 0.85, "out": "line.wav"} and writes a
24 kHz, mono, 16-bit WAV; answers {"ok": true, "seconds": 2.5, "phonemes": "..."} or {"error": "..."}.

Optional in a request:
  phonemes   said instead of the text's own (of the model's alphabet, with the text's punctuation)
  row        how long a text the style is taken for, in tokens (see STYLE_ROW)
  pauses     seconds of silence by mark, over PAUSES: {",": 0.4}
  pace       words a minute that the pauses are to bring the line to, within PAUSE_RANGE; takes the place of "pauses"

Needs numpy, onnxruntime, and the program espeak-ng: for every language but English all words, for English only those that
misaki's word lists do not hold. Nothing is fetched and no sound is played.
"""
import json, os, re, subprocess, sys, wave
import numpy as np
import onnxruntime

RATE = 24000

# A voice is a table of styles, one for each length of text in tokens. Those for a few tokens are hurried and dull, and
# the style of a text of this length fits short lines as well.
STYLE_ROW = 60

# Silence in seconds after a clause, by the mark that ends it. The pace is made with these, not by stretched sounds.
PAUSES = {",": 0.45, ";": 0.55, ":": 0.55, ".": 0.8, "!": 0.8, "?": 0.8, "—": 0.55, "…": 0.8}
CLAUSE = re.compile(r"[^,;:.!?—…]+[,;:.!?—…]*")

# What a pace may make of those pauses: so many times as long, at least and at most.
PAUSE_RANGE = 0.6, 1.8

# A clause of this many words or more is said in two breaths, the second from one of these words on, the nearest to the
# middle that leaves each breath three words. Where there is none, it begins with one of the second list.
LONG_CLAUSE = 7
BREATHS = {
    "en": ("and or but into onto toward towards to at on for from with along through beside under until while before over",
           "than so that if when because now a an"),
    "es": ("y o pero hacia sobre en a al con durante por para contra detrás debajo desde hasta mientras como",
           "que si cuando un una"),
    "fr": ("et ou mais vers sur dans à au aux avec pendant par pour contre derrière sous depuis jusqu'à comme",
           "que si quand un une"),
    "it": ("e o ma verso su sul sulla sulle sui in nel nella con durante per contro dietro sotto fino mentre come",
           "che se quando un una"),
    "pt": ("e ou mas para sobre em no na nos nas com durante por pelo pela contra atrás sob até enquanto como",
           "que se quando um uma"),
}

# The words of English whose sound depends on their neighbours, or that the word lists give in their strong form.
WEAK = {"a": "ɐ", "an": "ɐn"}
VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐeo"

# espeak-ng's alphabet (with --tie=^) in the model's, which writes a diphthong as one letter.
ESPEAK = [("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q"), ("t^s", "ʦ"),
          ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("s^s", "S"), ("^", ""), ("-", "")]
ESPEAK_ENGLISH = [("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"),
                  ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("e^ə", "ɛː"), ("ə^ʊ", "Q"), ("o^ʊ", "O"), ("^", ""),
                  ("ʲ", ""), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɐ", "ə"), ("e", "A"), ("o", "ɔ"),
                  ("ɾ", "T"), ("ʔ", "t")]


def espeak(text, language):
    """What espeak-ng makes of a text without punctuation, in IPA."""
    said = subprocess.run(["espeak-ng", "-q", "--ipa", "--tie=^", "-v", language, "--", text],
                          capture_output=True, text=True, check=True).stdout
    return re.sub(r"\([a-z-]+\)", "", " ".join(said.split()))  # "(en)" marks a change of language


def replaced(text, pairs):
    for old, new in pairs:
        text = text.replace(old, new)
    return text


class English:
    """The words of English by misaki's lists, with the endings -s, -ed and -ing, and espeak-ng for the others."""

    def __init__(self, folder, british):
        self.british = british
        self.language = "en-gb" if british else "en-us"
        self.words = {}
        for quality in ("silver", "gold"):  # the gold list, checked by hand, wins
            with open(os.path.join(folder, f"{'gb' if british else 'us'}_{quality}.json"), encoding="utf-8") as f:
                self.words.update(json.load(f))

    def listed(self, word):
        said = self.words.get(word, self.words.get(word.capitalize()))
        return said["DEFAULT"] if isinstance(said, dict) else said

    def ended(self, word):
        """A word by its stem: the lists leave out most regular forms."""
        faint = "ɪ" if self.british else "ᵻ"
        for ending, stems in (("'s", [""]), ("s", ["", "e"]), ("ies", ["y"]), ("es", [""]), ("ed", ["", "e"]), ("ied", ["y"]), ("ing", ["", "e"])):
            if not word.endswith(ending) or len(word) < len(ending) + 2:
                continue
            base = word[:-len(ending)]
            doubled = [base[:-1]] if len(base) > 2 and base[-1] == base[-2] else []
            for stem in [base + s for s in stems[::1]] + doubled:
                said = self.listed(stem)
                if not said or (ending in ("s", "es") and stem.endswith("s") and ending == "s"):
                    continue
                if ending.endswith("s"):
                    return said + ("s" if said[-1] in "ptkfθ" else faint + "z" if said[-1] in "szʃʒʧʤ" else "z")
                tapped = not self.british and said[-1] == "t" and len(said) > 1 and said[-2] in "AIOWYiuæɑəɛɪɹʊʌ"
                if ending.endswith("d"):
                    if said[-1] in "td":
                        return (said[:-1] + "ɾ" if tapped else said) + faint + "d"
                    return said + ("t" if said[-1] in "pkfθʃsʧ" else "d")
                return (said[:-1] + "ɾ" if tapped else said) + "ɪŋ"
        return None

    def unlisted(self, word):
        said = re.sub(r"(\S)\u0329", r"ᵊ\1", replaced(espeak(word, self.language), ESPEAK_ENGLISH))
        return said if self.british else said.replace("ɜː", "ɜɹ").replace("ɜɹɹ", "ɜɹ").replace("ː", "")

    def phonemes(self, clause):
        words = re.findall(r"[A-Za-z]+(?:'[A-Za-z]+)*", clause.replace("’", "'"))
        said, following = [], None
        for i, word in reversed(list(enumerate(words))):
            before_vowel = following is not None and following.lstrip("ˈˌ")[:1] in tuple(VOWELS)
            low = word.lower()
            if word == "I":
                sound = "ˌI"
            elif len(word) == 1 and word.isupper() and i > 0:
                sound = self.words[word]  # the name of a letter
            elif low in WEAK:
                sound = WEAK[low]
            elif low == "the":
                sound = "ði" if before_vowel else "ðə"
            elif low == "to" and following is not None:
                sound = "tʊ" if before_vowel else "tə"
            elif low == "in" and following is not None:
                sound = "ɪn"
            else:
                sound = self.listed(low) or self.ended(low) or self.unlisted(low)
            said.append(sound)
            following = sound
        return " ".join(reversed(said))


class Other:
    """Any other language, wholly by espeak-ng."""

    def __init__(self, language):
        self.language = language

    def phonemes(self, clause):
        return replaced(espeak(clause, self.language), ESPEAK)


class Speaker:
    def __init__(self, model, tokens, words, voices):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # several programs run side by side; two threads of one were slower
        self.model = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        with open(tokens, encoding="utf-8") as f:
            self.tokens = json.load(f)["vocab"]
        self.words, self.folder = words, voices
        self.languages, self.voices = {}, {}

    def language(self, name):
        if name not in self.languages:
            english = name in ("en-us", "en-gb")
            self.languages[name] = English(self.words, name == "en-gb") if english else Other(name)
        return self.languages[name]

    def voice(self, name):
        if name not in self.voices:
            if not re.fullmatch(r"[a-z]{2}_[a-z]+", name):
                raise ValueError(f"no voice has the name {name!r}")
            self.voices[name] = np.fromfile(os.path.join(self.folder, name + ".bin"), "<f4").reshape(-1, 1, 256)
        return self.voices[name]

    def phonemes(self, text, language):
        """A text in the model's alphabet, its punctuation kept."""
        clauses = []
        for clause in CLAUSE.findall(in_breaths(text, language)):
            words = clause.rstrip(",;:.!?—… ")
            said = self.language(language).phonemes(words)
            if said:
                clauses.append(said + clause.strip()[len(words.strip()):])
        return " ".join(clauses)

    def sound(self, phonemes, voice, speed, row):
        unknown = sorted(set(phonemes) - set(self.tokens))
        if unknown:
            raise ValueError(f"the model has no sound for {' '.join(unknown)} in {phonemes}")
        ids = [self.tokens[p] for p in phonemes]
        table = self.voice(voice)
        style = table[min(max(len(ids), row), len(table)) - 1]
        return self.model.run(None, {"tokens": np.array([[0, *ids, 0]], "i8"), "style": style,
                                     "speed": np.array([speed], "f4")})[0].ravel()

    def speak(self, phonemes, voice, speed, row=STYLE_ROW, pauses=PAUSES, seconds=None):
        """A text, clause by clause, each without the silence around it, and with the pause that its mark asks for.

        With seconds, the pauses are made longer or shorter, within PAUSE_RANGE, for the whole to last that long."""
        clauses = [c.strip() for c in CLAUSE.findall(phonemes) if c.strip()]
        if not clauses:
            raise ValueError("nothing to say")
        sounds = [trimmed(self.sound(c, voice, speed, max(row, len(phonemes)))) for c in clauses]
        silences = [pauses.get(c[-1], 0) for c in clauses[:-1]]
        if seconds and sum(silences):
            times = (seconds - sum(map(len, sounds)) / RATE) / sum(silences)
            silences = [s * min(max(times, PAUSE_RANGE[0]), PAUSE_RANGE[1]) for s in silences]
        parts = sounds[:1]
        for silence, sound in zip(silences, sounds[1:]):
            parts += [np.zeros(int(RATE * silence), "f4"), sound]
        return np.concatenate(parts)


def words_in(text):
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)


def in_breaths(text, language):
    """A text with a comma in the middle of each clause that is too long for one breath."""
    return " ".join(parted(clause, BREATHS.get(language[:2], ())) for clause in CLAUSE.findall(text))


def parted(clause, lists):
    """A clause with a comma before a word of the first list that has one at a fit place."""
    words = clause.split()
    for openers in (set(words_listed.split()) for words_listed in lists):
        places = [i for i in range(3, len(words) - 2) if words[i].lower() in openers and words[i - 1].lower() not in openers]
        if len(words) >= LONG_CLAUSE and places:
            words[min(places, key=lambda i: abs(i - len(words) / 2)) - 1] += ","
            break
    return " ".join(words)


def trimmed(sound, floor=-34.0, lead=0.03, tail=0.05):
    """A sound without the silence at its ends, that is what is floor dB under its loudest 10 ms, with short fades."""
    step = RATE // 100
    power = np.square(sound[:len(sound) // step * step].reshape(-1, step)).mean(1)
    loud = np.flatnonzero(power > power.max() * 10 ** (floor / 10))
    first, last = max(0, int(loud[0] * step - lead * RATE)), min(len(sound), int((loud[-1] + 1) * step + tail * RATE))
    sound = sound[first:last].copy()
    fade = np.linspace(0, 1, min(len(sound), RATE // 100), dtype="f4")
    sound[:len(fade)] *= fade
    sound[len(sound) - len(fade):] *= fade[::-1]
    return sound


def write(path, sound):
    peak = np.abs(sound).max()
    samples = np.round(sound * min(1, 0.98 / peak) * 32767).astype("<i2")
    with wave.open(path, "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(RATE)
        f.writeframes(samples.tobytes())


def main():
    folder = sys.argv[1]
    speaker = Speaker(*(os.path.join(folder, name) for name in ("kokoro.onnx", "vocab.json", "words", "voices")))
    for line in sys.stdin:
        try:
            ask = json.loads(line)
            phonemes = ask.get("phonemes") or speaker.phonemes(ask["text"], ask.get("language", "en-us"))
            seconds = len(words_in(ask["text"])) * 60 / ask["pace"] if ask.get("pace") else None
            sound = speaker.speak(phonemes, ask["voice"], ask.get("speed", 1), ask.get("row", STYLE_ROW),
                                  {**PAUSES, **ask.get("pauses", {})}, seconds)
            write(ask["out"], sound)
            answer = {"ok": True, "seconds": round(len(sound) / RATE, 3), "phonemes": phonemes}
        except Exception as problem:  # one bad line must not end the others
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
