/**
 * Who is where and could go: everybody of the city in memory, asked by place, skill and ability.
 *
 * <p>One writer applies what was committed; any number of readers ask meanwhile and never wait. A
 * cell of the grid is replaced as a whole, so a reader sees it before or after a change, never
 * between. Somebody who moves is first added to the new cell, then noted as moved, then taken from
 * the old one; a question ends with a look at those who moved meanwhile. So nobody is missing, and
 * an answer names everybody once. It stops with the process; a start fills it again.
 */
@NullMarked
package org.muster.command.audience;

import org.jspecify.annotations.NullMarked;
