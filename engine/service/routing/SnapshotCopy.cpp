#include "service/routing/SnapshotCopy.h"

#include "base/Log.h"
#include "base/threads/ThisThread.h"
#include "store/nodes/SnapshotFile.h"

#include <QDataStream>
#include <QIODevice>

#include <array>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

using Parts = store::SnapshotFile::Parts;

const auto settingsPart = u"settings"_s;
const auto formPart = u"form"_s;
constexpr auto form = "1";

void write(QDataStream &to, const QByteArray &host, const HostEntry &entry)
{
    const CertificateMaterial *certificate = entry.certificate.get();
    to << host << entry.clusterId << qint64{entry.domainId};
    to << (certificate ? certificate->chainPem() : QByteArray()) << (certificate ? certificate->keyPem() : QByteArray())
       << (certificate ? qint64{toUnixMs(certificate->notAfter())} : qint64{0});
    to << (entry.appLinks ? entry.appLinks->apple : QByteArray())
       << (entry.appLinks ? entry.appLinks->android : QByteArray());
}

void write(QDataStream &to, const QByteArray &, const ClusterEntry &entry)
{
    to << entry.id << entry.fallbackHost << entry.defaultHost << quint32(entry.keys.size());
    for (const LinkKey &key : entry.keys)
        to << key.id << key.secret;
}

void readHost(QDataStream &from, Snapshot &to, CommonIssuers &issuers, quint64 &generation)
{
    QByteArray host;
    QByteArray chain;
    QByteArray key;
    qint64 id = 0;
    qint64 notAfter = 0;
    HostEntry entry;
    AppLinks links;
    from >> host >> entry.clusterId >> id >> chain >> key >> notAfter >> links.apple >> links.android;
    entry.domainId = id;
    if (!chain.isEmpty()) {
        entry.certificate =
            std::make_shared<const CertificateMaterial>(chain, key, fromUnixMs(notAfter), ++generation, &issuers);
    }
    if (!links.isEmpty())
        entry.appLinks = std::make_shared<const AppLinks>(links);
    if (from.status() == QDataStream::Ok)
        to.hosts().insert(host, entry);
}

void readCluster(QDataStream &from, Snapshot &to)
{
    ClusterEntry entry;
    quint32 keys = 0;
    from >> entry.id >> entry.fallbackHost >> entry.defaultHost >> keys;
    for (quint32 i = 0; i < keys && from.status() == QDataStream::Ok; ++i) {
        LinkKey key;
        from >> key.id >> key.secret;
        entry.keys.push_back(key);
    }
    if (from.status() == QDataStream::Ok)
        to.clusters().insert(entry.id, entry);
}

// What of a map has changed, by its shards' numbers.
template <typename Map>
void addChanged(Parts &parts, const QString &name, const Map &before, const Map &now)
{
    for (std::size_t i = 0; i < Map::shardCount; ++i) {
        const auto &shard = now.shards()[i];
        if (shard == before.shards()[i])
            continue;
        QByteArray body;
        QDataStream stream(&body, QIODevice::WriteOnly);
        if (shard) {
            for (auto it = shard->cbegin(); it != shard->cend(); ++it)
                write(stream, it.key(), it.value());
        }
        parts.insert(name + QString::number(i), body);
    }
}

QByteArray bytesOf(const StoredSettings &settings)
{
    QByteArray body;
    QDataStream stream(&body, QIODevice::WriteOnly);
    stream << settings;
    return body;
}

} // namespace

SnapshotCopy::SnapshotCopy(QString directory, const SnapshotHolder &holder)
    : m_directory(std::move(directory))
    , m_holder(holder)
{}

SnapshotCopy::~SnapshotCopy()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void SnapshotCopy::start()
{
    m_thread = std::thread([this] { run(); });
}

void SnapshotCopy::setSettings(const StoredSettings &settings)
{
    const std::lock_guard lock(m_mutex);
    m_settings = settings;
}

void SnapshotCopy::run()
{
    nameThisThread("snapshot-copy");
    workBehindOthers();
    SystemRandom random;
    auto file = store::SnapshotFile::open(m_directory, random);
    if (!file) {
        qCWarning(lcStore).noquote() << "no copy of the routing data is kept" << describe(file.error());
        return;
    }
    auto written = std::make_shared<const Snapshot>();
    StoredSettings writtenSettings;
    bool isFirst = true;
    for (bool isEnding = false; !isEnding;) {
        StoredSettings settings;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, isFirst ? std::chrono::milliseconds(0) : lookPause, [this] { return m_isEnding; });
            isEnding = m_isEnding;
            settings = m_settings;
        }
        const auto now = m_holder.current();
        Parts parts;
        addChanged(parts, u"host"_s, written->hosts(), now->hosts());
        addChanged(parts, u"cluster"_s, written->clusters(), now->clusters());
        if (isFirst || settings != writtenSettings)
            parts.insert(settingsPart, bytesOf(settings));
        if (parts.isEmpty())
            continue;
        parts.insert(formPart, form);
        if (auto done = isFirst ? (*file)->writeAll(parts) : (*file)->write(parts); !done) {
            qCWarning(lcStore).noquote() << "the copy of the routing data is old" << describe(done.error());
            continue;
        }
        written = now;
        writtenSettings = settings;
        isFirst = false;
    }
}

Result<SnapshotCopy::Contents> SnapshotCopy::read(const QString &directory)
{
    if (!store::SnapshotFile::exists(directory))
        return Error(u"store.not_found"_s);
    SystemRandom random;
    auto file = store::SnapshotFile::open(directory, random);
    if (!file)
        return file.error();
    const auto parts = (*file)->read();
    if (!parts)
        return parts.error();
    if (parts->value(formPart) != form)
        return Error(u"store.not_found"_s);
    Contents contents;
    CommonIssuers issuers;
    quint64 generation = 0;
    for (auto it = parts->cbegin(); it != parts->cend(); ++it) {
        QDataStream stream(*it);
        if (it.key() == settingsPart)
            stream >> contents.settings;
        while (it.key().startsWith("host"_L1) && !stream.atEnd() && stream.status() == QDataStream::Ok)
            readHost(stream, contents.snapshot, issuers, generation);
        while (it.key().startsWith("cluster"_L1) && !stream.atEnd() && stream.status() == QDataStream::Ok)
            readCluster(stream, contents.snapshot);
        if (stream.status() != QDataStream::Ok)
            return Error(u"store.corrupt"_s);
    }
    return contents;
}

} // namespace unmta
