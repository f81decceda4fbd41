/** What tests of the command centre stand on: a real, migrated database. */
@NullMarked
package org.muster.command.testing;

import org.jspecify.annotations.NullMarked;
