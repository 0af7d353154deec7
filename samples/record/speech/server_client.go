package speech

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// errNotLoopback means that a name such as localhost resolves to another machine.
var errNotLoopback = errors.New("without TLS the server must be on this machine, and it is not")

// newClient returns a client for one server. It follows no redirects, because that would send
// the key to another server. A server without TLS must be on this machine.
func newClient(scheme string) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	transport := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 1 << 16,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
	if scheme == "https" {
		transport.Proxy = http.ProxyFromEnvironment // TLS hides the key from the proxy
	} else {
		transport.DialContext = loopbackOnly(dialer)
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// loopbackOnly accepts only connections to this machine, whatever a name resolves to.
func loopbackOnly(d *net.Dialer) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := d.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if peer, ok := c.RemoteAddr().(*net.TCPAddr); !ok || !peer.IP.IsLoopback() {
			c.Close()
			return nil, errNotLoopback
		}
		return c, nil
	}
}

// serverAddress checks the address of a server and appends the path of the call.
func serverAddress(address, call string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q is not the address of a server, such as http://localhost:8880/v1", hidePassword(address))
	}
	if u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return nil, fmt.Errorf("%s has no TLS: the address of another machine must begin with https://", u.Host)
	}
	if !strings.HasSuffix(u.Path, "/"+call) {
		u = u.JoinPath(strings.Split(call, "/")...)
	}
	return u, nil
}

// isLoopback tells whether a name or an address refers to this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// hidePassword removes the user name and the password from an address.
func hidePassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the address"
	}
	u.User, u.RawQuery = nil, ""
	return u.String()
}
