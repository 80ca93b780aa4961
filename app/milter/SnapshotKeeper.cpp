#include "milter/SnapshotKeeper.h"

#include "base/Bytes.h"
#include "base/Log.h"
#include "base/WholeFile.h"
#include "contract/Operations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUrl>

namespace unmta::milter {

using namespace Qt::StringLiterals;
using rewriter::ClusterMinter;
using rewriter::RewriteOutcome;
using rewriter::RewriteResult;
using rewriter::RewriteSnapshot;

namespace {

constexpr Millis firstRetry = std::chrono::seconds(1);
constexpr qsizetype maxSnapshotBytes = 64 * MiB;

QByteArray readToken(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(4096).trimmed() : QByteArray();
}

} // namespace

SnapshotKeeper::SnapshotKeeper(SnapshotSource source, outbound::Outbound &outbound, const Clock &clock,
                               MilterMetrics &metrics)
    : m_source(std::move(source))
    , m_outbound(outbound)
    , m_clock(clock)
    , m_metrics(metrics)
{}

Result<void> SnapshotKeeper::check() const
{
    const QUrl url(m_source.engine);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!web || url.host().isEmpty())
        return Error(u"milter.bad_engine"_s, u"engine"_s);
    if (url.scheme() == "http"_L1 && !outbound::isLoopbackHost(url.host()))
        return Error(u"milter.insecure_engine"_s, u"engine"_s);
    if (readToken(m_source.tokenFile).isEmpty())
        return Error(u"milter.token_unreadable"_s, u"token_file"_s);
    return {};
}

void SnapshotKeeper::start()
{
    loadFromDisk();
    refreshNow();
}

void SnapshotKeeper::refreshNow()
{
    m_outbound.post([this] { fetch(); });
}

std::shared_ptr<const SnapshotKeeper::Held> SnapshotKeeper::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_held;
}

double SnapshotKeeper::ageSeconds() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_held)
        return -1;
    return std::max(0.0, std::chrono::duration<double>(m_clock.now() - m_confirmedAt).count());
}

RewriteOutcome SnapshotKeeper::rewrite(const QByteArray &message, const rewriter::RewriteContext &context) const
{
    const auto held = current();
    if (!held) {
        RewriteOutcome outcome;
        outcome.result = RewriteResult::PassedThrough;
        outcome.reason = u"milter.no_snapshot"_s;
        outcome.bytes = message;
        return outcome;
    }
    SystemRandom random;
    ClusterMinter minter(
        held->entry, held->snapshot.targetZone,
        [&held](const QByteArray &host) -> std::optional<bool> {
            const auto found = held->snapshot.hosts.constFind(host);
            return found == held->snapshot.hosts.cend() ? std::nullopt : std::optional(*found);
        },
        random);
    return rewriteMessage(message, held->snapshot.rules, context, minter);
}

bool SnapshotKeeper::adopt(const QByteArray &json, TimePoint confirmedAt)
{
    auto snapshot = RewriteSnapshot::fromJson(QJsonDocument::fromJson(json).object());
    if (!snapshot || QString::fromLatin1(snapshot->clusterId) != m_source.cluster)
        return false;
    auto held = std::make_shared<Held>();
    held->snapshot = *std::move(snapshot);
    const RewriteSnapshot &s = held->snapshot;
    held->entry = {s.clusterId, s.keys, s.fallbackHost, s.defaultHost};
    const std::lock_guard lock(m_mutex);
    m_held = std::move(held);
    m_confirmedAt = confirmedAt;
    return true;
}

void SnapshotKeeper::loadFromDisk()
{
    QFile file(m_source.stateFile);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QByteArray json = file.read(maxSnapshotBytes);
    const auto writtenAt = TimePoint(Millis(QFileInfo(file).lastModified().toMSecsSinceEpoch()));
    if (adopt(json, writtenAt)) {
        m_savedJson = json;
        qCInfo(lcMilter).noquote() << u"snapshot loaded from disk cluster="_s + m_source.cluster;
    } else {
        qCWarning(lcMilter).noquote() << u"snapshot on disk is not usable file="_s + logSafe(m_source.stateFile);
    }
}

void SnapshotKeeper::saveToDisk(const QByteArray &json)
{
    if (json == m_savedJson)
        return;
    QDir().mkpath(QFileInfo(m_source.stateFile).path());
    QSaveFile file(m_source.stateFile);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         commitWith(file, json);
    if (written)
        m_savedJson = json;
    else
        qCWarning(lcMilter).noquote() << "snapshot not kept on disk:" << logSafe(file.errorString());
}

void SnapshotKeeper::fetch()
{
    if (m_fetching)
        return;
    m_fetching = true;
    ++m_metrics.snapshotFetches;
    outbound::HttpCall call;
    call.url = m_source.engine;
    while (call.url.endsWith(u'/'))
        call.url.chop(1);
    call.url += pathOf(api::getRewriteSnapshot, {m_source.cluster});
    call.headers = {{"Authorization", "Bearer " + readToken(m_source.tokenFile)}, {"Accept", "application/json"}};
    call.timeout = std::chrono::seconds(10);
    call.caFile = m_source.caFile;
    call.maxResponseBytes = maxSnapshotBytes;
    call.allowedProtocols = {u"https"_s, u"http"_s};
    m_outbound.send(std::move(call), [this](const Result<outbound::HttpReply> &reply) { fetched(reply); });
}

void SnapshotKeeper::fetched(const Result<outbound::HttpReply> &reply)
{
    m_fetching = false;
    if (!reply) {
        failed(describe(reply.error()));
        return;
    }
    if (reply->status != 200) {
        failed(u"the engine answered %1"_s.arg(reply->status));
        return;
    }
    const QJsonObject data = QJsonDocument::fromJson(reply->body).object()["data"_L1].toObject();
    const QByteArray json = QJsonDocument(data).toJson(QJsonDocument::Compact);
    if (!adopt(json, m_clock.now())) {
        failed(u"the engine's answer is no snapshot of this cluster"_s);
        return;
    }
    saveToDisk(json);
    if (!m_lastFailure.isEmpty() || m_round == 0)
        qCInfo(lcMilter).noquote() << u"snapshot received cluster="_s + m_source.cluster;
    m_lastFailure.clear();
    scheduleNext(true);
}

void SnapshotKeeper::failed(const QString &why)
{
    ++m_metrics.snapshotFailures;
    if (why != m_lastFailure) // once per reason, not every few seconds
        qCWarning(lcMilter).noquote() << "no snapshot from the engine:" << logSafe(why)
                                      << (current() ? "(the last one stays in use)"
                                                    : "(mail passes through untouched)");
    m_lastFailure = why;
    scheduleNext(false);
}

void SnapshotKeeper::scheduleNext(bool succeeded)
{
    m_retryPause = succeeded ? Millis(0) : std::clamp<Millis>(m_retryPause * 2, firstRetry, m_source.refresh);
    const quint64 round = ++m_round;
    m_outbound.after(succeeded ? m_source.refresh : m_retryPause, [this, round] {
        if (round == m_round)
            fetch();
    });
}

} // namespace unmta::milter
