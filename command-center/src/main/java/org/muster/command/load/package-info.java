/** Loads a whole county from a folder of files, in-process or through the API. */
@NullMarked
package org.muster.command.load;

import org.jspecify.annotations.NullMarked;
