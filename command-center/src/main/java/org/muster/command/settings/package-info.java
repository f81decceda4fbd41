/**
 * The settings: read once, checked whole, and handed out part by part before anything is started.
 *
 * <p>A value written on the command line wins over the environment, which wins over the file in
 * {@code config/}, which wins over the defaults in {@link
 * org.muster.command.settings.SettingsForm}.
 */
@NullMarked
package org.muster.command.settings;

import org.jspecify.annotations.NullMarked;
