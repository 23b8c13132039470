//! `echo_client tcp HOST PORT` sends standard input and prints what comes back; `echo_client udp HOST PORT` sends a datagram a
//! line and prints the echo. TCP with two threads: one sends, the other prints, so that neither waits for the other.

use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpStream, ToSocketAddrs, UdpSocket};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const PIECE: usize = 65536;
const LARGEST_DATAGRAM: usize = 65535;
const PATIENCE: Duration = Duration::from_millis(500);
const TRIES: usize = 4;

fn failure(what: &str) -> io::Error {
    io::Error::new(ErrorKind::Other, what)
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

/// Passes on what it reads, until the end.
fn copy(mut from: impl Read, mut to: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; PIECE];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => to(&buffer[..n])?,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
    }
}

// ---- TCP ----

static ALL_SENT: AtomicBool = AtomicBool::new(false);

/// Sends the input, and then its end. Who sees the server's end after that has seen all of its answer.
fn send_input(server: &TcpStream) -> io::Result<()> {
    let mut to = server;
    copy(io::stdin(), |bytes| to.write_all(bytes))?;
    ALL_SENT.store(true, Ordering::SeqCst);
    server.shutdown(Shutdown::Write)
}

/// The sender is not joined: it may wait for input that nobody needs any more, and ends with the program.
fn converse_tcp(host: &str, port: u16) -> io::Result<()> {
    let server = TcpStream::connect((host, port))?; // to the first of the host's addresses that takes it
    let sending = server.try_clone()?;
    thread::Builder::new().spawn(move || {
        if let Err(error) = send_input(&sending) {
            eprintln!("echo_client: {error}");
        }
    })?;
    copy(server, print)?;
    if ALL_SENT.load(Ordering::SeqCst) { Ok(()) } else { Err(failure("the server has ended too early")) }
}

// ---- UDP ----

/// No worse than silence: that nobody listens there may change yet.
fn nothing_yet(error: &io::Error) -> bool {
    use ErrorKind::{ConnectionRefused, Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), ConnectionRefused | Interrupted | TimedOut | WouldBlock)
}

/// Waits for the echo: has it come in time? Whatever else comes is dropped.
fn await_echo(server: &UdpSocket, line: &[u8]) -> io::Result<bool> {
    let deadline = Instant::now() + PATIENCE;
    let mut data = vec![0; LARGEST_DATAGRAM];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(false);
        }
        server.set_read_timeout(Some(left))?;
        match server.recv(&mut data) {
            Ok(n) if data[..n] == *line => return Ok(true),
            Err(error) if !nothing_yet(&error) => return Err(error),
            _ => continue,
        }
    }
}

fn exchange(server: &UdpSocket, line: &[u8]) -> io::Result<()> {
    for _ in 0..TRIES {
        match server.send(line) {
            Err(error) if !nothing_yet(&error) => return Err(error),
            _ => {}
        }
        if await_echo(server, line)? {
            return Ok(());
        }
    }
    Err(failure("no answer"))
}

/// A connected socket gets datagrams from nobody but the server.
fn converse_udp(host: &str, port: u16) -> io::Result<()> {
    let address = (host, port).to_socket_addrs()?.next().ok_or(ErrorKind::NotFound)?;
    let server = match address {
        SocketAddr::V4(_) => UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?,
        SocketAddr::V6(_) => UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0))?,
    };
    server.connect(address)?;
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        exchange(&server, &line)?;
        line.push(b'\n');
        print(&line)?;
        line.clear();
    }
    Ok(())
}

fn port_of(text: &str) -> Option<u16> {
    if text.starts_with('+') { None } else { text.parse().ok().filter(|port| *port > 0) }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let converse: fn(&str, u16) -> io::Result<()> = match words[..] {
        ["tcp", _, _] => converse_tcp,
        ["udp", _, _] => converse_udp,
        _ => return usage(),
    };
    let port = match port_of(words[2]) {
        Some(port) => port,
        None => return usage(),
    };
    match converse(words[1], port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("echo_client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: echo_client tcp|udp HOST PORT");
    ExitCode::from(2)
}
