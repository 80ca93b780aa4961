// CanaryProbe over the diagnosis floor.
#pragma once

#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "service/monitor/CanaryProbe.h"

#include <QObject>

namespace unmta {

class DnsCanaryProbe final : public QObject, public CanaryProbe
{
    Q_OBJECT

public:
    DnsCanaryProbe(diagnosis::DomainChecker &checker, Random &random)
        : m_checker(checker)
        , m_random(random)
    {}
    void probe(const QStringList &names, std::function<void(CanaryReport)> done) override;

private:
    diagnosis::DomainChecker &m_checker;
    Random &m_random;
};

} // namespace unmta
