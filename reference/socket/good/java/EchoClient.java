import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * {@code EchoClient tcp HOST PORT} sends standard input and prints what comes back; {@code EchoClient udp HOST PORT} sends a
 * datagram a line and prints the echo. TCP with two threads: one sends, the other prints, so that neither waits for the other.
 */
public final class EchoClient {
    private static final int PIECE = 65536;
    private static final int LARGEST_DATAGRAM = 65535;
    private static final long PATIENCE_NS = 500_000_000L;
    private static final int TRIES = 4;

    /** Passes on what it reads, until the end. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[PIECE];
        for (int n; (n = in.read(buffer)) > 0; ) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    // ---- TCP ----

    private static volatile boolean allSent = false;

    /** Sends the input, and then its end. Who sees the server's end after that has seen all of its answer. */
    private static void sendInput(Socket server) {
        try {
            copy(System.in, server.getOutputStream());
            allSent = true;
            server.shutdownOutput();
        } catch (IOException e) {
            System.err.println("EchoClient: " + e.getMessage());
        }
    }

    /** A connection to the first of the host's addresses that takes it. */
    private static Socket connected(String host, int port) throws IOException {
        IOException last = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                return new Socket(address, port);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** A daemon thread ends with the program: it may wait for input that nobody needs any more. */
    private static void converseTcp(String host, int port) throws IOException {
        Socket server = connected(host, port);
        Thread sender = new Thread(() -> sendInput(server));
        sender.setDaemon(true);
        sender.start();
        copy(server.getInputStream(), System.out);
        if (!allSent) {
            throw new IOException("the server has ended too early");
        }
    }

    // ---- UDP ----

    /** Waits for the echo: has it come in time? Whatever else comes, from wherever, is dropped. */
    private static boolean awaitEcho(DatagramSocket socket, SocketAddress server, byte[] line) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NS;
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        for (long left; (left = deadline - System.nanoTime()) > 0; ) {
            socket.setSoTimeout((int) ((left + 999_999) / 1_000_000)); // milliseconds, and 0 would be for ever
            packet.setLength(LARGEST_DATAGRAM);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return false;
            }
            boolean same = Arrays.equals(line, Arrays.copyOf(packet.getData(), packet.getLength()));
            if (same && packet.getSocketAddress().equals(server)) {
                return true;
            }
        }
        return false;
    }

    private static void exchange(DatagramSocket socket, SocketAddress server, byte[] line) throws IOException {
        for (int i = 0; i < TRIES; ++i) {
            socket.send(new DatagramPacket(line, line.length, server));
            if (awaitEcho(socket, server, line)) {
                return;
            }
        }
        throw new IOException("no answer");
    }

    /** A line without its newline, or null at the end of the input. */
    private static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toByteArray();
    }

    /** The socket is not connected: a connected one sends no empty datagrams in Java 17. */
    private static void converseUdp(String host, int port) throws IOException {
        InputStream in = new BufferedInputStream(System.in);
        SocketAddress server = new InetSocketAddress(InetAddress.getByName(host), port);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] line; (line = readLine(in)) != null; ) {
                exchange(socket, server, line);
                System.out.write(line);
                System.out.write('\n');
                System.out.flush();
            }
        }
    }

    /** The port number, or 0 if the text is none. */
    private static int portOf(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            return 0;
        }
        int port = Integer.parseInt(text);
        return port <= 65535 ? port : 0;
    }

    public static void main(String[] args) {
        int port = args.length == 3 ? portOf(args[2]) : 0;
        boolean tcp = args.length == 3 && args[0].equals("tcp");
        boolean udp = args.length == 3 && args[0].equals("udp");
        if (port == 0 || !tcp && !udp) {
            System.err.println("usage: EchoClient tcp|udp HOST PORT");
            System.exit(2);
        }
        try {
            if (tcp) {
                converseTcp(args[1], port);
            } else {
                converseUdp(args[1], port);
            }
        } catch (IOException e) {
            System.err.println("EchoClient: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }
}
