// RecordChecker over the diagnosis floor: brings its answers to the engine thread.
#pragma once

#include "diagnosis/DomainChecker.h"
#include "service/domains/RecordChecker.h"

#include <QObject>

namespace unmta {

class DnsRecordChecker final : public QObject, public RecordChecker
{
    Q_OBJECT

public:
    explicit DnsRecordChecker(diagnosis::DomainChecker &checker)
        : m_checker(checker)
    {}
    void check(const RecordQuestion &question, TargetOwner owner, Done done) override;
    void findProvider(const QString &host, std::function<void(QString provider)> done) override;

private:
    diagnosis::DomainChecker &m_checker;
};

} // namespace unmta
