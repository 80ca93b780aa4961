#include "settings/TokenDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct ScopeChoice
{
    const char *scope;
    QString name;
    QString explanation;
};

// The least first: it is what is chosen when nobody thinks about it.
QList<ScopeChoice> scopes()
{
    return {
        {"events", TokenDialog::tr("Read events"),
         TokenDialog::tr("Recipients' opens and clicks and their counts, and nothing else.")},
        {"read", TokenDialog::tr("Read everything"), TokenDialog::tr("Everything but secrets; it changes nothing.")},
        {"rewrite", TokenDialog::tr("Rewrite mail"),
         TokenDialog::tr("For a mail host: it rewrites messages, makes links, and has the cluster's link keys.")},
        {"admin", TokenDialog::tr("Everything"), TokenDialog::tr("Whatever this console can, deleting included.")}};
}

// Of the choices, in their order; 0: for good.
constexpr int daysUntil[]{30, 90, 365, 0};

QComboBox *choice(const QString &objectName, const QString &name)
{
    auto *box = new QComboBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    return box;
}

} // namespace

TokenDialog::TokenDialog(const QList<wire::Cluster> &clusters, TimePoint now, QWidget *parent)
    : Sheet(u"newTokenDialog"_s, tr("New token"), 460, parent)
    , m_now(now)
    , m_name(new QLineEdit)
    , m_scope(choice(u"tokenScopeBox"_s, tr("It may")))
    , m_explanation(paragraph({}, u"small"_s))
    , m_cluster(choice(u"tokenClusterBox"_s, tr("In")))
    , m_expiry(choice(u"tokenExpiryBox"_s, tr("Valid")))
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_confirm(new QPushButton(tr("Make token")))
{
    m_name->setObjectName(u"promptEdit"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("The script or computer that will use it"));
    m_explanation->setObjectName(u"tokenScopeText"_s);
    for (const ScopeChoice &scope : scopes())
        m_scope->addItem(scope.name, QString::fromLatin1(scope.scope));
    m_cluster->addItem(tr("All clusters"));
    for (const wire::Cluster &cluster : clusters)
        m_cluster->addItem(cluster.name, cluster.id);
    for (const QString &text : {tr("30 days"), tr("90 days"), tr("One year"), tr("Until it is revoked")})
        m_expiry->addItem(text);
    m_expiry->setCurrentIndex(2);
    m_answer->setObjectName(u"promptAnswer"_s);
    m_answer->setMinimumHeight(m_answer->fontMetrics().lineSpacing());
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelButton"_s);
    m_confirm->setObjectName(u"confirmButton"_s);
    m_confirm->setProperty("look", u"primary"_s);
    m_confirm->setDefault(true);
    m_confirm->setEnabled(false);
    column()->setSpacing(4);
    addRow(tr("Name"), m_name);
    addRow(tr("It may"), m_scope);
    column()->addWidget(m_explanation);
    addRow(tr("In"), m_cluster);
    addRow(tr("Valid"), m_expiry);
    column()->addWidget(m_answer);
    addButtons({cancel, m_confirm});
    connect(m_scope, &QComboBox::currentIndexChanged, this, &TokenDialog::explain);
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_answer->clear();
        m_confirm->setEnabled(!text.trimmed().isEmpty());
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_confirm->setEnabled(false);
        Q_EMIT submitted(input());
    });
    explain();
    m_name->setFocus();
}

void TokenDialog::addRow(const QString &name, QWidget *field)
{
    column()->addSpacing(6);
    column()->addWidget(label(name, u"strong"_s));
    column()->addWidget(field);
}

void TokenDialog::explain()
{
    m_explanation->setText(scopes().at(m_scope->currentIndex()).explanation);
}

wire::TokenInput TokenDialog::input() const
{
    wire::TokenInput input;
    input.name = m_name->text().trimmed();
    input.scopes = {m_scope->currentData().toString()};
    if (const QString cluster = m_cluster->currentData().toString(); !cluster.isEmpty())
        input.clusterId = cluster;
    if (const int days = daysUntil[m_expiry->currentIndex()]; days > 0)
        input.expiresAt = m_now + std::chrono::days(days);
    return input;
}

void TokenDialog::chooseCluster(const QString &id)
{
    m_cluster->setCurrentIndex(std::max(m_cluster->findData(id), 0));
}

void TokenDialog::refuse(const Error &error)
{
    m_answer->setText(errorText(error));
    m_confirm->setEnabled(true);
    m_name->setFocus();
}

} // namespace unmta::ui
