/**
 * Spreadsheets as liaison officers send them, turned into typed rows with a list of problems.
 *
 * <p>A file is read as a stream of rows of text. Above the table stand titles and 填报单位 lines; the
 * header is the first row (or pair of rows) in which all required columns are found under one of
 * their usual names. Below it totals and remarks are left out, merged cells are filled from above,
 * and every cell is normalised before a rule sees it.
 *
 * <p>Lists of people may be long and are handed over in batches while they are read ({@link
 * org.muster.command.sheet.PeopleList}); everything else is short and read as a whole ({@link
 * org.muster.command.sheet.Reading}). The sender's own file goes back with a comment in each faulty
 * cell ({@link org.muster.command.sheet.CommentedFile}).
 *
 * <p>Files come from outside and may be hostile: all that grows has a limit in {@link
 * org.muster.command.sheet.Limits}, and whatever cannot be read ends in a {@link
 * org.muster.command.sheet.UnreadableFileException} with a sentence for people.
 */
@NullMarked
package org.muster.command.sheet;

import org.jspecify.annotations.NullMarked;
