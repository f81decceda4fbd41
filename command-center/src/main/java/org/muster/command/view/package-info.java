/** Questions about what stands: boards, lists, desks. Nothing here changes anything. */
@NullMarked
package org.muster.command.view;

import org.jspecify.annotations.NullMarked;
