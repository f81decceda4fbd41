package org.muster.command.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.hazelcast.config.FileSystemYamlConfig;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import java.io.File;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import org.junit.jupiter.api.Test;

/** What {@code config/hazelcast.yaml} lets through the ports of the cluster. */
final class ClusterFileTest {
  private static final Path FILE = Path.of("..", "config", "hazelcast.yaml");

  @Test
  void whatFailedOnAnotherNodeCanBeRead() throws FileNotFoundException {
    var failure =
        new IllegalStateException("told by another node", new TargetNotMemberException("gone"));
    failure.addSuppressed(new IllegalArgumentException("besides"));

    var read = assertInstanceOf(IllegalStateException.class, sent(failure));

    assertEquals("told by another node", read.getMessage());
    assertInstanceOf(TargetNotMemberException.class, read.getCause());
    assertEquals(1, read.getSuppressed().length);
  }

  @Test
  void otherClassesAreRefused() {
    assertThrows(HazelcastSerializationException.class, () -> sent(new File("/")));
    assertThrows(HazelcastSerializationException.class, () -> sent(new SimpleDateFormat()));
  }

  private static Object sent(Object what) throws FileNotFoundException {
    InternalSerializationService bytes =
        new DefaultSerializationServiceBuilder()
            .setConfig(new FileSystemYamlConfig(FILE.toFile()).getSerializationConfig())
            .build();
    return bytes.toObject(bytes.toData(what));
  }
}
