#include "audit/AuditExport.h"

#include "audit/AuditModel.h"
#include "contract/json/JsonCodec.h"
#include "language/EngineText.h"
#include "session/Session.h"

#include <QJsonDocument>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int exportedPage = 1000;

} // namespace

AuditExport::AuditExport(Session &session, const AuditLoader &loader, const QString &path, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_query(loader.query({}, exportedPage))
    , m_file(path)
{}

void AuditExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return end(m_file.errorString());
    if (!m_file.fileName().endsWith(u".ndjson"_s))
        m_file.write("at,actor,peer,action,subject,detail,before,after,node\r\n");
    next({});
}

void AuditExport::next(const QString &after)
{
    auto query = m_query;
    query.front().second = after;
    m_session.client().call(api::listAudit, {}, query, this, [this](const Result<wire::Page<wire::AuditEntry>> &page) {
        page ? take(*page) : end(errorText(page.error()));
    });
}

void AuditExport::take(const wire::Page<wire::AuditEntry> &page)
{
    QByteArray text;
    if (m_file.fileName().endsWith(u".ndjson"_s)) {
        for (const wire::AuditEntry &entry : page.items)
            text += QJsonDocument(wire::toJson(entry)).toJson(QJsonDocument::Compact) + '\n';
    } else {
        text = auditAsCsv(page.items);
    }
    if (m_file.write(text) != text.size())
        return end(m_file.errorString());
    m_written += page.items.size();
    Q_EMIT progressed(m_written);
    if (page.next)
        return next(*page.next);
    end(m_file.commit() ? QString() : m_file.errorString());
}

void AuditExport::end(const QString &problem)
{
    Q_EMIT finished(m_written, problem);
    deleteLater();
}

} // namespace unmta::ui
