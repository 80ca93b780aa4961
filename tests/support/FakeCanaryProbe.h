// A CanaryProbe that says what the test wants.
#pragma once

#include "service/monitor/CanaryProbe.h"

#include <QTimer>

namespace unmta::test {

class FakeCanaryProbe final : public QObject, public CanaryProbe
{
public:
    void probe(const QStringList &names, std::function<void(CanaryReport)> done) override
    {
        ++asked;
        lastNames = names;
        CanaryReport report;
        report.names.fill(silentTimes > 0 ? Canary::Silent : state, names.size());
        silentTimes = std::max(0, silentTimes - 1);
        report.inventsAnswers = inventsAnswers;
        QTimer::singleShot(0, this, [report, done = std::move(done)] { done(report); });
    }

    Canary state = Canary::Alive;
    bool inventsAnswers = false;
    int silentTimes = 0; // before `state`
    int asked = 0;
    QStringList lastNames;
};

} // namespace unmta::test
