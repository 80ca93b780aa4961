#include "cluster/ClusterCard.h"

#include "kit/text/ValueField.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList addressesIn(const QString &text)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

ValueField *clusterValue(const QString &name, const QString &heard)
{
    auto *made = new ValueField;
    made->setObjectName(name);
    made->setAccessibleName(heard);
    return made;
}

} // namespace

ClusterCard::ClusterCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_name(label({}, u"heading"_s))
    , m_id(clusterValue(u"clusterIdField"_s, tr("Id")))
    , m_host(clusterValue(u"clusterHostField"_s, tr("Host of new links")))
    , m_fallback(clusterValue(u"clusterFallbackField"_s, tr("Fallback host")))
    , m_created(label({}))
    , m_addresses(new QLineEdit)
    , m_save(new QPushButton(tr("Save addresses")))
    , m_answer(paragraph({}, u"small"_s))
{
    setObjectName(u"clusterCard"_s);
    setProperty("role", u"card"_s);
    m_name->setObjectName(u"clusterNameLabel"_s);
    m_created->setObjectName(u"clusterCreatedLabel"_s);
    m_addresses->setObjectName(u"clusterNotifyEdit"_s);
    m_addresses->setAccessibleName(tr("Mail about this cluster goes to"));
    m_addresses->setPlaceholderText(tr("Those of the installation"));
    m_save->setObjectName(u"saveClusterNotifyButton"_s);
    m_save->setEnabled(false);
    m_answer->setObjectName(u"clusterAnswer"_s);
    m_answer->hide();
    auto *rename = new QPushButton(tr("Rename…"));
    rename->setObjectName(u"renameClusterButton"_s);
    rename->setAccessibleName(tr("Rename this cluster"));
    rename->setProperty("look", u"small"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(10);
    auto *top = new WrapRow;
    top->add(m_name, scaled(240, fontMetrics()));
    top->add(rename);
    column->addLayout(top);
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(8);
    facts->setColumnStretch(1, 1);
    int row = 0;
    const std::pair<QString, QWidget *> rows[]{{tr("Id"), m_id},
                                               {tr("Host of new links"), m_host},
                                               {tr("Fallback host"), m_fallback},
                                               {tr("Created"), m_created}};
    for (const auto &[name, value] : rows) {
        facts->addWidget(label(name, u"dim"_s), row, 0);
        facts->addWidget(value, row, 1, Qt::AlignLeft);
        ++row;
    }
    column->addLayout(facts);
    column->addSpacing(4);
    column->addWidget(label(tr("Mail about this cluster goes to"), u"strong"_s));
    column->addWidget(
        paragraph(tr("Warnings about its domains and certificates. Several addresses are separated by commas; "
                     "without one, mail goes to those in the settings."),
                  u"small"_s));
    auto *typed = new WrapRow;
    typed->add(m_addresses, scaled(240, fontMetrics()));
    typed->add(m_save);
    column->addLayout(typed);
    column->addWidget(m_answer);

    connect(rename, &QPushButton::clicked, this, &ClusterCard::renameRequested);
    connect(m_addresses, &QLineEdit::textChanged, this, &ClusterCard::showTyped);
    connect(m_addresses, &QLineEdit::returnPressed, this, &ClusterCard::saveAddresses);
    connect(m_save, &QPushButton::clicked, this, &ClusterCard::saveAddresses);
}

void ClusterCard::show(const wire::Cluster &cluster)
{
    const bool isTyped = m_cluster.id == cluster.id && addressesIn(m_addresses->text()) != m_cluster.notifyTo;
    if (m_cluster.id != cluster.id)
        m_answer->hide();
    m_cluster = cluster;
    m_name->setText(cluster.name);
    m_id->setValue(cluster.id);
    m_host->setValue(cluster.trackingHost);
    m_fallback->setValue(cluster.fallbackHost);
    m_created->setText(dayAndTime(cluster.createdAt, m_session.now()));
    m_created->setToolTip(plainTip(exactTime(cluster.createdAt)));
    if (!isTyped)
        m_addresses->setText(cluster.notifyTo.join(u", "_s));
    showTyped();
}

void ClusterCard::showTyped()
{
    m_save->setEnabled(addressesIn(m_addresses->text()) != m_cluster.notifyTo);
}

void ClusterCard::saveAddresses()
{
    if (!m_save->isEnabled())
        return;
    m_save->setEnabled(false);
    wire::ClusterChange change;
    change.notifyTo = addressesIn(m_addresses->text());
    m_session.client().call(api::updateCluster, {m_cluster.id}, change, this,
                            [this, id = m_cluster.id](const Result<wire::Cluster> &cluster) {
                                if (id != m_cluster.id)
                                    return;
                                setRole(m_answer, cluster ? u"small"_s : u"errorSmall"_s);
                                m_answer->setText(cluster ? tr("Saved.") : errorText(cluster.error()));
                                m_answer->show();
                                if (!cluster)
                                    return showTyped();
                                m_cluster.notifyTo = cluster->notifyTo;
                                m_addresses->setText(cluster->notifyTo.join(u", "_s));
                                showTyped();
                                m_session.refreshClusters();
                            });
}

} // namespace unmta::ui
