// What stands in the way to the engine that is shown, in words, and the one thing that can be done about it.
#pragma once

#include "base/Error.h"
#include "support/Palette.h"

#include <functional>

class QWidget;

namespace unmta::ui {

class Engines;

struct Mending
{
    Tone tone = Tone::Warning;
    QString sentence;
    QString action; // of the button
};

// `engines` may be null: then there is only waiting, or another start.
[[nodiscard]] Mending mendingOf(const Error &problem, const Engines *engines);
// Does it; `retry` tries the same way once more.
void mend(const Error &problem, Engines *engines, QWidget *window, const std::function<void()> &retry);

} // namespace unmta::ui
