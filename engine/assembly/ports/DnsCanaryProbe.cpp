#include "assembly/ports/DnsCanaryProbe.h"

namespace unmta {

namespace {

Canary canaryOf(diagnosis::Existence existence)
{
    switch (existence) {
    case diagnosis::Existence::Exists:
        return Canary::Alive;
    case diagnosis::Existence::Missing:
        return Canary::Missing;
    case diagnosis::Existence::Unknown:
        return Canary::Silent;
    }
    return Canary::Silent;
}

} // namespace

void DnsCanaryProbe::probe(const QStringList &names, std::function<void(CanaryReport)> done)
{
    struct Gathering
    {
        CanaryReport report;
        qsizetype missing = 0;
        std::function<void(CanaryReport)> done;
    };
    auto gathering = std::make_shared<Gathering>();
    gathering->report.names.fill(Canary::Silent, names.size());
    gathering->missing = names.size() + 1;
    gathering->done = std::move(done);

    // Every answer arrives on the DNS thread and is counted on this object's.
    const auto arrived = [this, gathering](qsizetype index, diagnosis::Existence existence) {
        QMetaObject::invokeMethod(
            this,
            [gathering, index, existence] {
                if (index < 0)
                    gathering->report.inventsAnswers = existence == diagnosis::Existence::Exists;
                else
                    gathering->report.names[index] = canaryOf(existence);
                if (--gathering->missing == 0)
                    gathering->done(gathering->report);
            },
            Qt::QueuedConnection);
    };
    m_checker.resolves(diagnosis::randomInvalidName(m_random),
                       [arrived](diagnosis::Existence existence) { arrived(-1, existence); });
    for (qsizetype i = 0; i < names.size(); ++i)
        m_checker.resolves(names[i], [arrived, i](diagnosis::Existence existence) { arrived(i, existence); });
}

} // namespace unmta
