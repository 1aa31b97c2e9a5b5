// Starts every small module once per page. Each one looks for its own data- attribute and does
// nothing on a page without it; the pages also work when this file never arrives.

import { watchKeyboard } from "./keyboard.js";
import { watchSegments } from "./segmented.js";
import { watchRows } from "./rows.js";
import { watchMoney } from "./money.js";
import { watchUnsaved } from "./dirty.js";
import { watchDoubleSending } from "./once.js";
import { watchDisclosures } from "./disclosure.js";
import { watchLimits } from "./limit.js";
import { watchFilters } from "./filters.js";
import { watchNarrowing } from "./narrow.js";
import { watchCopying } from "./copy.js";
import { watchCopyingRows } from "./copy_rows.js";
import { focusErrors } from "./errors.js";
import { watchDrafts } from "./draft.js";
import { watchComboboxes } from "./combobox.js";
import { watchIntake } from "./intake.js";
import { watchKnownBodies } from "./known_bodies.js";
import { watchPanel } from "./panel.js";

watchKeyboard(document);
watchSegments(document);
watchRows(document);
watchMoney(document);
watchLimits(document);
watchDoubleSending(document);
watchUnsaved(document);
watchDisclosures(document);
watchFilters(document);
watchNarrowing(document);
watchCopying(document);
watchCopyingRows(document);
focusErrors(document);
watchDrafts(document);
watchComboboxes(document);
watchIntake(document);
watchKnownBodies(document);
watchPanel(document);
