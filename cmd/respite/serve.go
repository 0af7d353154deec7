package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/page"
)

// defaultListen is an address that only this machine can reach.
const defaultListen = "127.0.0.1:8417"

func newServe(std cli.Streams) *cobra.Command {
	var listen string
	st := studio{std: std}
	cmd := &cobra.Command{
		Use:   "serve [FOLDER]",
		Short: "serve sessions to a phone or a browser",
		Long: `Serve lets a browser choose, play and download sessions, and check your own
routine. It also offers the sound files in FOLDER, with a podcast feed. By
default only this machine can reach it; with another --listen, the address has
a secret part. Ctrl-C ends it.`,
		Example: "  respite serve --listen :8417\n  respite serve tracks --tts espeak-ng",
		Args:    cli.Takes(0, 1, "one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := ""
			if len(args) > 0 {
				folder = args[0]
			}
			if folder != "" && !folders.IsFolder(folder) {
				return hint.Usage(fmt.Errorf("%s: is not a folder", folder), "give the folder that render or batch wrote sessions to")
			}
			if err := st.sound.Check(); err != nil {
				return err
			}
			return serve(cmd.Context(), listen, &st, folder, std)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&listen, "listen", defaultListen, "`ADDRESS`, such as :8417")
	st.session.TTS.Add(cmd)
	st.sound.Add(cmd)
	return cmd
}

// serve opens the port, prints the address, and serves until ctx ends.
func serve(ctx context.Context, listen string, st *studio, folder string, std cli.Streams) error {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return listenError(listen, err)
	}
	s := page.Server{Studio: st, Folder: folder, Log: log.New(clean.Writer{W: std.Err}, "respite: ", 0)}
	at := l.Addr().(*net.TCPAddr)
	s.Hosts = hostsOf(at.IP)
	if !at.IP.IsLoopback() {
		s.Token = page.NewToken()
	}
	address := addressOf(s.Hosts[0], at.Port, s.Token)
	if err := announce(address, std); err != nil {
		l.Close()
		return err
	}
	return hint.Plain(s.Serve(ctx, l))
}

func listenError(listen string, err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	var call *os.SyscallError
	if errors.As(err, &call) {
		err = call.Err
	}
	return hint.With(fmt.Errorf("cannot listen at %s: %w", listen, err), "give another address: --listen HOST:PORT, or port 0 for any that is free")
}

// announce prints the address as text, and as a QR code for a phone.
func announce(address string, std cli.Streams) error {
	code, err := qrcode.New(address, qrcode.Low)
	if err != nil {
		return err
	}
	clean.Fprintf(std.Out, "%s\n", address)
	if clean.IsTerminal(std.Out) {
		clean.Fprintf(std.Out, "%s", code.ToSmallString(false))
	}
	if strings.Contains(address, "127.0.0.1") || strings.Contains(address, "localhost") || strings.Contains(address, "[::1]") {
		clean.Fprintln(std.Err, "respite: only this machine reaches this address; use --listen :8417 for phones in the same network")
	}
	return nil
}

func addressOf(host string, port int, token string) string {
	address := "http://" + net.JoinHostPort(host, fmt.Sprint(port)) + "/"
	if token != "" {
		address += token + "/"
	}
	return address
}

// hostsOf returns the host names and addresses of a server that listens at ip. The best one
// for a phone comes first.
func hostsOf(ip net.IP) []string {
	if ip.IsLoopback() {
		return []string{ip.String(), "localhost", "127.0.0.1", "::1"}
	}
	if !ip.IsUnspecified() {
		return []string{ip.String()}
	}
	var hosts []string
	addresses, _ := net.InterfaceAddrs() // on an error, only the loopback address is used
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		switch {
		case !ok || n.IP.IsLoopback() || n.IP.IsLinkLocalUnicast():
		case n.IP.To4() != nil && n.IP.IsPrivate():
			hosts = append([]string{n.IP.String()}, hosts...)
		default:
			hosts = append(hosts, n.IP.String())
		}
	}
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, name, name+".local")
	}
	return append(hosts, "localhost", "127.0.0.1", "::1")
}
