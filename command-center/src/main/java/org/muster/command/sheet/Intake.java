package org.muster.command.sheet;

/** Takes the good rows of a list while the list is being read. */
public interface Intake<T> {

  /**
   * The next rows, in the order of the file; what is kept of them after this call counts as
   * accepted.
   *
   * @param rowsRead how many data rows were read so far, the faulty ones included
   */
  void take(Batch<T> batch, int rowsRead);
}
