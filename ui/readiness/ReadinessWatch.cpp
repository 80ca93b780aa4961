#include "readiness/ReadinessWatch.h"

#include "readiness/Reach.h"
#include "readiness/ReadinessWords.h"
#include "session/Session.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int collectMs = 50;

} // namespace

ReadinessWatch::ReadinessWatch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    m_bound.setSingleShot(true);
    m_bound.setInterval(api::probeReadiness.extras.timeoutMs);
    m_bound.setObjectName(u"probeBound"_s);
    m_bound.setParent(this);
    connect(&m_collect, &QTimer::timeout, this, &ReadinessWatch::load);
    connect(&m_bound, &QTimer::timeout, this, [this] {
        // Whoever carries the question has a bound of its own, but for an engine in this process.
        endProbe(Error(u"transport.timeout"_s, {},
                       {{u"message"_s, tr("The engine has not come to an end with looking. "
                                          "What is shown is from before.")}}));
    });
    connect(&session, &Session::reset, this, &ReadinessWatch::load);
    connect(&session, &Session::changed, this, &ReadinessWatch::takeChange);
    connect(&session, &Session::serverChanged, this, &ReadinessWatch::changed);
}

bool ReadinessWatch::isWanted() const
{
    return m_readiness && m_session.server() && !m_session.hasCapability(u"sandbox"_s);
}

const wire::ReadinessCheck *ReadinessWatch::find(const QString &id) const
{
    if (!m_readiness)
        return nullptr;
    const auto found = std::find_if(m_readiness->checks.begin(), m_readiness->checks.end(),
                                    [&id](const wire::ReadinessCheck &check) { return check.id == id; });
    return found == m_readiness->checks.end() ? nullptr : &*found;
}

int ReadinessWatch::countOf(wire::ReadinessState state) const
{
    if (!m_readiness)
        return 0;
    return int(std::count_if(m_readiness->checks.begin(), m_readiness->checks.end(),
                             [state](const wire::ReadinessCheck &check) { return check.state == state; }));
}

int ReadinessWatch::readyCount() const
{
    return countOf(wire::ReadinessState::Ready);
}

int ReadinessWatch::leftCount() const
{
    return countOf(wire::ReadinessState::Todo) + countOf(wire::ReadinessState::Failed);
}

QList<wire::ReadinessCheck> ReadinessWatch::failures() const
{
    QList<wire::ReadinessCheck> failed;
    if (!m_readiness)
        return failed;
    std::copy_if(m_readiness->checks.begin(), m_readiness->checks.end(), std::back_inserter(failed),
                 [](const auto &check) { return check.state == wire::ReadinessState::Failed; });
    std::stable_sort(failed.begin(), failed.end(),
                     [](const auto &one, const auto &other) { return gravity(one.id) < gravity(other.id); });
    return failed;
}

Obstacles ReadinessWatch::obstacles() const
{
    return isWanted() ? obstaclesOf(*m_readiness) : Obstacles();
}

std::optional<TimePoint> ReadinessWatch::checkedAt() const
{
    // What the engine knows by itself is from now. This is looked at whenever it asks others, whomever it asks.
    const wire::ReadinessCheck *asked = find(u"data_dir"_s);
    return asked ? asked->checkedAt : std::nullopt;
}

void ReadinessWatch::takeChange(const wire::Change &change)
{
    // The engine tells when a check's state is another; while one of these waits, what is done here is seen at once.
    const auto waits = [this](const char *id) {
        const wire::ReadinessCheck *check = find(QString::fromLatin1(id));
        return check && check->state != wire::ReadinessState::Ready;
    };
    const bool matters = change.kind == ChangeKind::Readiness || change.kind == ChangeKind::Settings ||
                         (change.kind == ChangeKind::Domain && (waits("active_domain") || waits("certificate"))) ||
                         (change.kind == ChangeKind::Activity && waits("first_event"));
    if (matters && !m_collect.isActive())
        m_collect.start();
}

void ReadinessWatch::load()
{
    m_session.client().readiness(this, [this](const Result<wire::Readiness> &readiness) {
        if (readiness || !m_readiness)
            take(readiness);
    });
}

void ReadinessWatch::probe()
{
    if (isProbing())
        return;
    const int number = m_probe = ++m_lastProbe;
    m_bound.start();
    Q_EMIT changed();
    m_session.client().probeReadiness(this, [this, number](const Result<wire::Readiness> &readiness) {
        if (m_probe == number)
            endProbe(readiness);
    });
}

void ReadinessWatch::endProbe(const Result<wire::Readiness> &readiness)
{
    m_probe = 0;
    m_bound.stop();
    take(readiness);
}

void ReadinessWatch::take(const Result<wire::Readiness> &readiness)
{
    if (readiness) {
        m_readiness = *readiness;
        m_problem.reset();
    } else {
        m_problem = readiness.error();
    }
    Q_EMIT changed();
}

} // namespace unmta::ui
