// What the composition root tells the window about its surroundings.
#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringList>

#include <functional>

class QSettings;

namespace unmta {
class Clock;
}

namespace unmta::ui {

class Desktop;
class Engines;

struct UiOptions
{
    const Clock *clock = nullptr;  // required; outlives the window
    QSettings *settings = nullptr; // window geometry and appearance; none: nothing is remembered
    QString engineName;            // where the engine runs: "this computer", "engine.example.com"
    bool canStartSandbox = false;  // whether "Try it in the sandbox" is offered
    Desktop *desktop = nullptr;    // who is told while the window is out of sight; none: nobody. Outlives the window
    bool ownsEngine = false;       // the console has started an engine of its own
    // That engine answers recipients, and ends with the window.
    bool closingStopsTracking = false;
    bool canInstallService = false; // whether it could become a service of this computer instead
    // Whether a directory holds a whole copy of a store; called on a thread that may block. None: copies are believed.
    std::function<Result<QStringList>(const QString &directory)> checkCopy = {};
    // Those that can be shown in place of this one, which is theirs too; none: there is no choice. Outlive the window.
    Engines *engines = nullptr;
};

} // namespace unmta::ui
