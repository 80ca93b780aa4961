// A RecordChecker that answers what the test says, when the test says.
#pragma once

#include "service/domains/RecordChecker.h"

#include <QHash>
#include <QList>
#include <QTimer>

namespace unmta::test {

class FakeRecordChecker final : public QObject, public RecordChecker
{
public:
    void check(const RecordQuestion &question, TargetOwner owner, Done done) override
    {
        asked.append(question);
        m_waiting.append({question, std::move(owner), std::move(done)});
        if (!held)
            QTimer::singleShot(0, this, [this] { answerAll(); });
    }
    void findProvider(const QString &, std::function<void(QString)> done) override
    {
        QTimer::singleShot(0, this, [this, done = std::move(done)] {
            ++providersGiven;
            done(provider);
        });
    }
    void answerAll()
    {
        for (Waiting &waiting : std::exchange(m_waiting, {}))
            waiting.done(answerTo(waiting));
    }

    // By host; hosts without an entry match.
    QHash<QString, Check> answers;
    QList<RecordQuestion> asked;
    bool held = false;
    QString provider;
    int providersGiven = 0;

    static Check changed(const QString &code = QStringLiteral("not_created"), bool confirmed = true)
    {
        Check check;
        check.outcome = CheckOutcome::Changed;
        check.code = code;
        check.confirmed = confirmed;
        check.message = QStringLiteral("There is no record.");
        return check;
    }
    static Check unknown()
    {
        Check check;
        check.outcome = CheckOutcome::Unknown;
        check.code = QStringLiteral("timeout");
        return check;
    }

private:
    struct Waiting
    {
        RecordQuestion question;
        TargetOwner owner;
        Done done;
    };
    Check answerTo(const Waiting &waiting) const
    {
        if (const auto found = answers.constFind(waiting.question.host); found != answers.cend())
            return *found;
        Check check;
        check.outcome = CheckOutcome::Match;
        check.code = QStringLiteral("ok");
        check.confirmed = true;
        check.found = waiting.question.target;
        return check;
    }

    QList<Waiting> m_waiting;
};

} // namespace unmta::test
