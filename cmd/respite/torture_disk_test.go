//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"respite/cmd/respite/cli"
)

// disks tests small disks that become full or read-only.
type disks struct {
	*sessions
	voice *voices
}

func newDisks(x *torture) rounder { return &disks{sessionsOf(x), newVoices(x)} }

// The exit codes of the scripts for problems of the test itself.
const (
	noMount = 99 // the test cannot mount a file system
	noRoom  = 98 // the disk is too small for the previous files
)

// onDisk runs a script on a separate disk $D of a size in KiB, with variables given as
// NAME=VALUE. Sometimes $PROTECT makes the disk read-only.
func (d *disks) onDisk(size int, script string, env ...string) (code int, text string) {
	protect := ":"
	if d.oneIn(4) {
		protect = `mount -o remount,ro "$D"`
	}
	start := fmt.Sprintf("mount -t tmpfs -o size=%dk tmpfs \"$D\" || exit %d\n", size, noMount)
	cmd := exec.Command("unshare", "-rm", "sh", "-c", start+script)
	cmd.Env = append(append(d.env[:len(d.env):len(d.env)], "D="+d.mkdir("disk"), "PROTECT="+protect), env...)
	v := d.startCommand(cmd)
	code, text = v.end(), v.said.String()
	switch code {
	case noMount:
		d.t.Skipf("no file system can be mounted here: %s", text)
	case noRoom:
	default:
		d.counts["full and read-only disks"]++
	}
	return code, fmt.Sprintf("on a disk of %d KiB (%s): %s", size, protect, text)
}

func (d *disks) round() {
	switch where := one(d.torture, []string{"out", "cache", "tmp", "voices"}); where {
	case "out":
		d.output()
	case "voices":
		d.voice.round(d)
	default:
		d.scratch(where)
	}
}

// output renders to the disk. Then the previous file is unchanged, or the new one is complete.
func (d *disks) output() {
	kind, old := d.kind(), ""
	kept := d.path("kept" + kind)
	os.Remove(kept)
	if d.oneIn(2) {
		old = d.reference(kind, 0)
	}
	size := int(d.whole[kind][0].size)/1024*(1+d.random.IntN(20))/10 + 8
	code, text := d.onDisk(size, `F="$D/x$K"
if test -n "$OLD"; then cp "$OLD" "$F" || exit 98; fi
$PROTECT
respite render "$R" -o "$F"; code=$?
cp "$F" "$KEPT" 2>/dev/null
find "$D" -name '.*' -type f -printf 'left over: %p\n' >&2
exit $code`, "K="+kind, "OLD="+old, "R="+d.path(routineName(1)), "KEPT="+kept)
	if code == noRoom {
		return
	}
	d.checkFile(kept, kind, old != "", code)
	if !saysWhy(code, text) {
		d.fault(wrongCodes, "%d %s", code, text)
	}
	if strings.Contains(text, "left over: ") {
		d.fault(filesLeft, "%s", text)
	}
}

// scratch renders with a cache or a temporary folder on the disk. Without a cache the render
// must succeed; without temporary files the engine may fail.
func (d *disks) scratch(where string) {
	file := d.path("out", "full.wav")
	os.Remove(file)
	variable := map[string]string{"cache": "XDG_CACHE_HOME=", "tmp": "TMPDIR="}[where]
	code, text := d.onDisk(4+d.random.IntN(500), `$PROTECT
respite render "$R" -o "$F"; code=$?
test "$W" = tmp && find "$D" -mindepth 1 -printf 'left over: %p\n' >&2
exit $code`, "R="+d.path(routineName(1)), "F="+file, "W="+where, variable+d.path("disk"), d.coldCache(where))
	d.checkFile(file, ".wav", false, code)
	if !saysWhy(code, text) || where == "cache" && code != cli.ExitDone {
		d.fault(wrongCodes, "%d with %s %s", code, where, text)
	}
	if strings.Contains(text, "left over: ") {
		d.fault(filesLeft, "%s", text)
	}
}

// coldCache makes the engine speak in rounds that test temporary files.
func (d *disks) coldCache(where string) string {
	if where != "tmp" {
		return "A=B"
	}
	os.RemoveAll(d.path("cold"))
	return "XDG_CACHE_HOME=" + d.path("cold")
}

// voices tests imports into an existing voice. It has the new recordings, and a session in the
// old and in the new voice.
type voices struct {
	routine, old, takes string
	size                int // size of the voice in KiB
	whole               [2]sum
}

// newVoices makes a voice, and recordings for another one.
func newVoices(x *torture) *voices {
	v := &voices{routine: x.path(routineName(1)), old: x.path("voice"), takes: x.mkdir("takes")}
	for i, line := range x.lines(v.routine) {
		for folder, voice := range map[string]string{x.mkdir("takes0"): "slt", v.takes: "awb"} {
			x.must(exec.Command("flite", "-voice", voice, "-t", line, "-o", filepath.Join(folder, fmt.Sprintf("%03d.wav", i+1))).Run())
		}
	}
	x.importTakes(x.path("takes0"), v.old, v.routine)
	x.must(exec.Command("cp", "-r", v.old, x.path("new voice")).Run())
	x.importTakes(v.takes, x.path("new voice"), v.routine)
	v.whole[0], v.whole[1] = v.sum(x, v.old), v.sum(x, x.path("new voice"))
	if v.whole[0] == v.whole[1] {
		x.t.Fatal("the voices are the same")
	}
	v.size = diskSize(v.old)
	return v
}

// lines returns the lines that a voice needs for a routine.
func (x *torture) lines(routine string) []string {
	return linesOf(x.t, routine, "--guidance", "quiet")
}

func (x *torture) importTakes(takes, voice, routine string) {
	x.run("voice", "import", takes, "--accept", "--name", voice, "--routine", routine)
}

// sum renders the session in a voice; it returns no sum if the voice cannot speak.
func (v *voices) sum(x *torture, voice string) (is sum) {
	out := x.path("out", "voice.wav")
	defer os.Remove(out)
	if w := x.start([]string{"RESPITE_TTS="}, "render", v.routine, "-o", out, "--voice", voice); w.end() == cli.ExitDone {
		is, _ = sumOf(out)
	}
	return is
}

// round imports into the voice on a disk. Then the voice must be the old or the new one.
func (v *voices) round(d *disks) {
	kept := d.path("kept voice")
	os.RemoveAll(kept)
	code, text := d.onDisk(v.size+d.random.IntN(v.size), `cp -r "$OLD" "$D/v" || exit 98
$PROTECT
respite voice import "$TAKES" --accept --name "$D/v" --routine "$R"; code=$?
cp -r "$D/v" "$KEPT"
exit $code`, "OLD="+v.old, "TAKES="+v.takes, "R="+v.routine, "KEPT="+kept)
	if code == noRoom {
		return
	}
	switch is := v.sum(d.torture, kept); {
	case code == cli.ExitDone && is != v.whole[1], code != cli.ExitDone && is != v.whole[0] && is != v.whole[1]:
		d.fault(brokenFiles, "the voice is damaged, exit %d %s", code, text)
	case !saysWhy(code, text):
		d.fault(wrongCodes, "%d of an import %s", code, text)
	}
}

// diskSize returns the space that a folder takes on a disk, in KiB.
func diskSize(folder string) int {
	pages := 4
	_ = filepath.Walk(folder, func(_ string, info os.FileInfo, err error) error {
		if err == nil {
			pages += int(info.Size()+4095)/4096 + 1
		}
		return nil
	})
	return pages * 4
}
