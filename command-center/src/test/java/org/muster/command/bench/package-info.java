/**
 * Benchmarks, run by {@code scripts/bench}; never part of the product.
 *
 * <p>Each measures the built server, and beside it in the same run what nobody can beat on this
 * machine: ratios hold where absolute figures do not.
 */
@NullMarked
package org.muster.command.bench;

import org.jspecify.annotations.NullMarked;
