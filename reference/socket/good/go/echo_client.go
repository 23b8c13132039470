// echo_client tcp HOST PORT sends standard input and prints what comes back; echo_client udp HOST PORT sends a datagram a line
// and prints the echo. TCP with two goroutines: one sends, the other prints, so that neither waits for the other.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	piece           = 65536
	largestDatagram = 65535
	patience        = 500 * time.Millisecond
	tries           = 4
)

// pass copies until the end.
func pass(from io.Reader, to io.Writer) error {
	buffer := make([]byte, piece)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// ---- TCP ----

// converseTCP: whoever sees the server's end after all has been sent has seen all of its answer. The sender is not waited for:
// it may wait for input that nobody needs any more.
func converseTCP(host, port string) error {
	connection, err := net.Dial("tcp", net.JoinHostPort(host, port)) // to an address of the host that takes it
	if err != nil {
		return err
	}
	server := connection.(*net.TCPConn)
	var allSent int32
	go func() {
		err := pass(os.Stdin, server)
		if err == nil {
			atomic.StoreInt32(&allSent, 1)
			err = server.CloseWrite()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "echo_client:", err)
		}
	}()
	if err := pass(server, os.Stdout); err != nil {
		return err
	}
	if atomic.LoadInt32(&allSent) == 0 {
		return errors.New("the server has ended too early")
	}
	return nil
}

// ---- UDP ----

// awaitEcho says whether the echo has come in time. Whatever else comes is dropped; that nobody listens there is no worse than
// silence.
func awaitEcho(server net.Conn, line []byte) (bool, error) {
	if err := server.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return false, err
	}
	data := make([]byte, largestDatagram)
	for {
		n, err := server.Read(data)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return false, nil
		}
		if errors.Is(err, syscall.ECONNREFUSED) {
			continue
		}
		if err != nil {
			return false, err
		}
		if bytes.Equal(data[:n], line) {
			return true, nil
		}
	}
}

func exchange(server net.Conn, line []byte) error {
	for i := 0; i < tries; i++ {
		if _, err := server.Write(line); err != nil && !errors.Is(err, syscall.ECONNREFUSED) {
			return err
		}
		come, err := awaitEcho(server, line)
		if come || err != nil {
			return err
		}
	}
	return errors.New("no answer")
}

// converseUDP: a connected socket gets datagrams from nobody but the server.
func converseUDP(host, port string) error {
	address, err := net.ResolveUDPAddr("udp", net.JoinHostPort(host, port))
	if err != nil {
		return err
	}
	server, err := net.DialUDP("udp", nil, address)
	if err != nil {
		return err
	}
	defer server.Close()
	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if len(line) == 0 {
			return nil
		}
		line = bytes.TrimSuffix(line, []byte("\n"))
		if err := exchange(server, line); err != nil {
			return err
		}
		if _, err := os.Stdout.Write(append(line, '\n')); err != nil {
			return err
		}
	}
}

func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return err == nil && port > 0
}

func main() {
	converse := map[string]func(string, string) error{"tcp": converseTCP, "udp": converseUDP}
	if len(os.Args) != 4 || converse[os.Args[1]] == nil || !isPort(os.Args[3]) {
		fmt.Fprintln(os.Stderr, "usage: echo_client tcp|udp HOST PORT")
		os.Exit(2)
	}
	if err := converse[os.Args[1]](os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "echo_client:", err)
		os.Exit(1)
	}
}
