package org.muster.command.sheet;

import java.util.Optional;

/** What is known while the lines of one sheet are read. */
record Sheet(Directory directory, Problems problems, Optional<String> sender) {}
