package org.muster.field;

import java.util.concurrent.Callable;
import org.muster.field.simulate.SimulateCommand;
import org.muster.field.station.StationCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The field side as a program. */
@Command(
    name = "field-agent",
    description = "集结：现场端。 The field side of Muster.",
    subcommands = {SimulateCommand.class, StationCommand.class})
public final class FieldAgent implements Callable<Integer> {
  private FieldAgent() {}

  /** Without a subcommand there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FieldAgent()).execute(arguments));
  }
}
