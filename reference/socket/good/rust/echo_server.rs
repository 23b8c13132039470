//! `echo_server tcp PORT` and `echo_server udp PORT` send back what they get, until SIGTERM. TCP with a thread a client. The
//! runtime ignores SIGPIPE, and a listener has SO_REUSEADDR from the start.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::ExitCode;
use std::thread;

const PIECE: usize = 65536;
const LARGEST_DATAGRAM: usize = 65535;

const SIGTERM: i32 = 15;
const ENFILE: i32 = 23;
const EMFILE: i32 = 24;
const SIG_ERR: usize = usize::MAX;

extern "C" {
    fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
    fn _exit(status: i32) -> !;
}

/// All that is to be done at the end is to end: what a signal handler may do (signal-safety(7)).
extern "C" fn on_sigterm(_: i32) {
    unsafe { _exit(0) }
}

/// Binds every address: an IPv6 socket takes IPv4 as well (ipv6(7)); a machine without IPv6 gets an IPv4 socket.
fn bound<T>(port: u16, bind: impl Fn(SocketAddr) -> io::Result<T>) -> io::Result<T> {
    match bind((Ipv6Addr::UNSPECIFIED, port).into()) {
        Err(error) if error.kind() != ErrorKind::AddrInUse => bind((Ipv4Addr::UNSPECIFIED, port).into()),
        result => result,
    }
}

/// Says which port it is: the kernel has chosen one for port 0.
fn announce(address: SocketAddr) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "listening {}", address.port())?;
    out.flush()
}

/// Sends back every byte until the client has shut down its side. What it is dropped with closes it.
fn echo(mut client: TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; PIECE];
    loop {
        match client.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => client.write_all(&buffer[..n])?,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
    }
}

fn serve_client(client: TcpStream) {
    let run = move || {
        if let Err(error) = echo(client) {
            eprintln!("echo_server: {error}");
        }
    };
    if let Err(error) = thread::Builder::new().spawn(run) {
        eprintln!("echo_server: no thread: {error}");
    }
}

fn open_spare() -> Option<File> {
    File::open("/dev/null").ok()
}

fn serve_tcp(port: u16) -> io::Result<()> {
    let listener = bound(port, |address| TcpListener::bind(address))?;
    let mut spare = open_spare();
    announce(listener.local_addr()?)?;
    loop {
        match listener.accept() {
            Ok((client, _)) => serve_client(client),
            Err(error) => {
                eprintln!("echo_server: accept: {error}");
                if matches!(error.raw_os_error(), Some(EMFILE | ENFILE)) {
                    // Without a free descriptor it would fail at once, again and again, while the client goes on waiting: the
                    // spare one is given up for a moment, to turn that client away.
                    drop(spare.take());
                    drop(listener.accept());
                    spare = open_spare();
                }
            }
        }
    }
}

/// Answers every datagram, of any length: to whoever has sent it. An answer that cannot be sent is lost, as any datagram may be.
fn serve_udp(port: u16) -> io::Result<()> {
    let socket = bound(port, |address| UdpSocket::bind(address))?;
    announce(socket.local_addr()?)?;
    let mut data = vec![0; LARGEST_DATAGRAM];
    loop {
        match socket.recv_from(&mut data) {
            Ok((size, from)) => drop(socket.send_to(&data[..size], from)),
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::ConnectionRefused) => continue,
            Err(error) => return Err(error),
        }
    }
}

fn port_of(text: &str) -> Option<u16> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let serve: fn(u16) -> io::Result<()> = match words[..] {
        ["tcp", _] => serve_tcp,
        ["udp", _] => serve_udp,
        _ => return usage(),
    };
    let port = match port_of(words[1]) {
        Some(port) => port,
        None => return usage(),
    };
    if unsafe { signal(SIGTERM, on_sigterm) } == SIG_ERR {
        eprintln!("echo_server: signal: {}", io::Error::last_os_error());
        return ExitCode::FAILURE;
    }
    match serve(port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("echo_server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: echo_server tcp|udp PORT");
    ExitCode::from(2)
}
