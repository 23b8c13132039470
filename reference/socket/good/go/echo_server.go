// echo_server tcp PORT and echo_server udp PORT send back what they get, until SIGTERM. TCP with a goroutine a client. The
// runtime takes a broken connection for an error and not for SIGPIPE, binds IPv4 and IPv6 on one port, and sets SO_REUSEADDR for
// TCP.
package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

const (
	piece           = 65536
	largestDatagram = 65535
)

// echo sends back every byte until the client has shut down its side, then closes.
func echo(client net.Conn) {
	defer client.Close()
	buffer := make([]byte, piece)
	for {
		n, err := client.Read(buffer)
		if n > 0 {
			if _, err := client.Write(buffer[:n]); err != nil {
				fmt.Fprintln(os.Stderr, "echo_server:", err)
				return
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "echo_server:", err)
			return
		}
	}
}

func announce(address net.Addr) error {
	_, port, err := net.SplitHostPort(address.String())
	if err == nil {
		_, err = fmt.Println("listening", port)
	}
	return err
}

func openSpare() *os.File {
	file, _ := os.Open(os.DevNull)
	return file
}

func serveTCP(port string) error {
	listener, err := net.Listen("tcp", ":"+port)
	if err != nil {
		return err
	}
	spare := openSpare()
	if err := announce(listener.Addr()); err != nil {
		return err
	}
	for {
		client, err := listener.Accept()
		if err == nil {
			go echo(client)
			continue
		}
		fmt.Fprintln(os.Stderr, "echo_server:", err)
		if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
			// Without a free descriptor it would fail at once, again and again, while the client goes on waiting: the spare
			// one is given up for a moment, to turn that client away.
			spare.Close()
			if client, err := listener.Accept(); err == nil {
				client.Close()
			}
			spare = openSpare()
		}
	}
}

// serveUDP answers every datagram, of any length: to whoever has sent it. An answer that cannot be sent is lost.
func serveUDP(port string) error {
	socket, err := net.ListenPacket("udp", ":"+port)
	if err != nil {
		return err
	}
	if err := announce(socket.LocalAddr()); err != nil {
		return err
	}
	data := make([]byte, largestDatagram)
	for {
		n, from, err := socket.ReadFrom(data)
		if err != nil {
			return err
		}
		socket.WriteTo(data[:n], from)
	}
}

// endAtSIGTERM waits for the signal in a goroutine of its own.
func endAtSIGTERM() {
	term := make(chan os.Signal, 1)
	signal.Notify(term, syscall.SIGTERM)
	go func() {
		<-term
		os.Exit(0)
	}()
}

func isPort(text string) bool {
	_, err := strconv.ParseUint(text, 10, 16)
	return err == nil
}

func main() {
	serve := map[string]func(string) error{"tcp": serveTCP, "udp": serveUDP}
	if len(os.Args) != 3 || serve[os.Args[1]] == nil || !isPort(os.Args[2]) {
		fmt.Fprintln(os.Stderr, "usage: echo_server tcp|udp PORT")
		os.Exit(2)
	}
	endAtSIGTERM()
	if err := serve[os.Args[1]](os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "echo_server:", err)
		os.Exit(1)
	}
}
