import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * {@code EchoServer tcp PORT} and {@code EchoServer udp PORT} send back what they get, until SIGTERM. TCP with a thread a client.
 * The runtime ignores SIGPIPE, binds IPv4 and IPv6 on one port, and sets SO_REUSEADDR for TCP.
 */
public final class EchoServer {
    private static final int PIECE = 65536;
    private static final int LARGEST_DATAGRAM = 65535;
    private static final int BACKLOG = 128;

    /** Sends back every byte until the client has shut down its side, then closes. */
    private static void echo(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[PIECE];
            for (int n; (n = in.read(buffer)) > 0; ) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            System.err.println("EchoServer: " + e.getMessage()); // this one client's, and nobody else's
        }
    }

    private static void announce(int port) {
        System.out.print("listening " + port + "\n");
        System.out.flush();
    }

    private static void startThread(Socket client) {
        Thread thread = new Thread(() -> echo(client));
        thread.setDaemon(true);
        thread.start();
    }

    private static FileInputStream openSpare() throws IOException {
        return new FileInputStream("/dev/null");
    }

    /**
     * Mostly there is no free descriptor when accept fails: it would fail at once, again and again, while the client goes on
     * waiting. The spare one is given up for a moment, to turn that client away.
     */
    private static void serveTcp(int port) throws IOException {
        try (ServerSocket listener = new ServerSocket(port, BACKLOG)) {
            FileInputStream spare = openSpare();
            announce(listener.getLocalPort());
            for (;;) {
                try {
                    startThread(listener.accept());
                } catch (IOException e) {
                    System.err.println("EchoServer: " + e.getMessage());
                    spare.close();
                    listener.accept().close();
                    spare = openSpare();
                }
            }
        }
    }

    /** Answers every datagram, of any length: to whoever has sent it. An answer that cannot be sent is lost. */
    private static void serveUdp(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            announce(socket.getLocalPort());
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
            for (;;) {
                packet.setLength(LARGEST_DATAGRAM); // receive has set it to what came last
                socket.receive(packet);
                try {
                    socket.send(packet);
                } catch (IOException e) {
                    System.err.println("EchoServer: " + e.getMessage());
                }
            }
        }
    }

    /** The port number, or -1 if the text is none. */
    private static int portOf(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port <= 65535 ? port : -1;
    }

    public static void main(String[] args) {
        int port = args.length == 2 ? portOf(args[1]) : -1;
        boolean tcp = args.length == 2 && args[0].equals("tcp");
        boolean udp = args.length == 2 && args[0].equals("udp");
        if (port < 0 || !tcp && !udp) {
            System.err.println("usage: EchoServer tcp|udp PORT");
            System.exit(2);
        }
        // SIGTERM starts the shutdown, which would end with 143: halt ends it at once, with the status that the contract names.
        Thread end = new Thread(() -> Runtime.getRuntime().halt(0));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (tcp) {
                serveTcp(port);
            } else {
                serveUdp(port);
            }
        } catch (IOException e) {
            System.err.println("EchoServer: " + e.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }
}
