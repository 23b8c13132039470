// Tells every client the date, one after the other, for ever.
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Date;

public class DateServer {
  public static void main(String[] arguments) {
    try {
      ServerSocket door = new ServerSocket(6013);
      while (true) {
        Socket client = door.accept();
        PrintWriter out = new PrintWriter(client.getOutputStream(), true);
        out.println(new Date().toString());
        client.close();
      }
    } catch (IOException failure) {
      System.err.println(failure);
    }
  }
}
