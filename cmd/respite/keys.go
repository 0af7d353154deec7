package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

const keysHelp = "space pause, n next, p back, r again, + - volume, . where, q quit"

// keys are what a terminal sends for a key, and what it does. No one begins another.
var keys = []struct {
	code string
	do   order
}{
	{" ", (*sitting).toggle},
	{"n", (*sitting).next}, {"\x1b[C", (*sitting).next}, {"\x1bOC", (*sitting).next},
	{"p", (*sitting).previous}, {"\x1b[D", (*sitting).previous}, {"\x1bOD", (*sitting).previous},
	{"r", (*sitting).repeat},
	{"+", (*sitting).louder}, {"=", (*sitting).louder}, {"\x1b[A", (*sitting).louder}, {"\x1bOA", (*sitting).louder},
	{"-", (*sitting).softer}, {"\x1b[B", (*sitting).softer}, {"\x1bOB", (*sitting).softer},
	{".", (*sitting).sayWhere},
	{"?", (*sitting).help},
	{"q", (*sitting).quit},
}

const ctrlC = "\x03"

// listen takes keys from the terminal, if there is one, until the function
// that it returns is called, which leaves the terminal as it was.
func (s *sitting) listen() (stop func()) {
	f, ok := s.std.in.(*os.File)
	if !ok || !isForeground(f) {
		return func() {}
	}
	before, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return func() {}
	}
	done := make(chan struct{})
	go s.readKeys(f, done)
	return func() {
		close(done)
		_ = term.Restore(int(f.Fd()), before) // a terminal that is gone needs nothing
	}
}

// readKeys turns what the terminal sends into orders.
func (s *sitting) readKeys(r io.Reader, done <-chan struct{}) {
	b := make([]byte, 64)
	for {
		n, err := r.Read(b)
		if err != nil {
			return
		}
		for _, o := range ordersOf(string(b[:n])) {
			select {
			case s.orders <- o:
			case <-done:
				return
			}
		}
	}
}

// ordersOf is what keys ask for, in their order; others are passed over.
func ordersOf(typed string) []order {
	var orders []order
	for typed != "" {
		o, length := firstOrder(typed)
		if o != nil {
			orders = append(orders, o)
		}
		typed = typed[length:]
	}
	return orders
}

// firstOrder is the order at the beginning of what was typed, nil for an
// unknown key, and the length of its code.
func firstOrder(typed string) (o order, length int) {
	if strings.HasPrefix(typed, ctrlC) {
		return (*sitting).interrupt, len(ctrlC)
	}
	for _, k := range keys {
		if strings.HasPrefix(typed, k.code) {
			return k.do, len(k.code)
		}
	}
	return nil, unknownKey(typed)
}

// unknownKey is the length of a key's code that means nothing here. A
// sequence ends with its first letter or tilde (ECMA-48, 5.4).
func unknownKey(typed string) int {
	if !strings.HasPrefix(typed, "\x1b[") && !strings.HasPrefix(typed, "\x1bO") {
		return 1
	}
	for i := 2; i < len(typed); i++ {
		if typed[i] >= '@' && typed[i] <= '~' {
			return i + 1
		}
	}
	return len(typed)
}
