// The port through which the monitor asks whether DNS can be believed at the moment.
#pragma once

#include <QStringList>

#include <functional>

namespace unmta {

enum class Canary : std::uint8_t
{
    Alive,   // the name exists
    Missing, // a definitive "no such name"
    Silent,  // nobody could say
};

struct CanaryReport
{
    QList<Canary> names;         // in the order of the question
    bool inventsAnswers = false; // a name that cannot exist was answered
};

class CanaryProbe
{
public:
    virtual ~CanaryProbe() = default;
    // `done` runs on the thread of the caller, once, after probe() has returned.
    virtual void probe(const QStringList &names, std::function<void(CanaryReport)> done) = 0;
};

} // namespace unmta
