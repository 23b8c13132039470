public class DateClient {
  public static void main(String[] arguments) {
    System.err.println("DateClient: not written yet: connect to port 6013 of 127.0.0.1");
    System.exit(1);
  }
}
