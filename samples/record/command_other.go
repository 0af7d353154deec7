//go:build !unix

package record

import "os/exec"

// killAll leaves it at killing the program itself.
func killAll(*exec.Cmd) {}
