public class DateServer {
  public static void main(String[] arguments) {
    System.err.println("DateServer: not written yet: accept on port 6013");
    System.exit(1);
  }
}
