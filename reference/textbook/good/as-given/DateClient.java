// Prints what the date server says.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

public class DateClient {
  public static void main(String[] arguments) {
    try {
      Socket server = new Socket("127.0.0.1", 6013);
      BufferedReader in = new BufferedReader(new InputStreamReader(server.getInputStream()));
      for (String line = in.readLine(); line != null; line = in.readLine()) System.out.println(line);
      server.close();
    } catch (IOException failure) {
      System.err.println(failure);
    }
  }
}
