#include "cluster/ShippingDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> typedText(const QLineEdit *field)
{
    const QString text = field->text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

ShippingDialog::ShippingDialog(const std::optional<wire::Shipping> &present, QWidget *parent)
    : Sheet(u"shippingDialog"_s, tr("Ship events"), 500, parent)
    , m_kind(new QComboBox)
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_confirm(new QPushButton(tr("Ship events")))
{
    column()->setSpacing(4);
    column()->addWidget(
        paragraph(tr("Opens and clicks are written as compressed files, each event once, for programs that "
                     "evaluate them."),
                  u"dim"_s));
    m_kind->setObjectName(u"shippingKindBox"_s);
    m_kind->setAccessibleName(tr("To"));
    m_kind->addItem(tr("A directory of the engine's computer"), int(wire::ShippingKind::Directory));
    m_kind->addItem(tr("An object store (S3)"), int(wire::ShippingKind::S3));
    column()->addWidget(label(tr("To"), u"strong"_s));
    column()->addWidget(m_kind);
    m_path = addField(u"shippingPathEdit"_s, tr("Directory"), false);
    m_endpoint = addField(u"shippingEndpointEdit"_s, tr("Endpoint"), true);
    m_region = addField(u"shippingRegionEdit"_s, tr("Region"), true);
    m_bucket = addField(u"shippingBucketEdit"_s, tr("Bucket"), true);
    m_accessKey = addField(u"shippingAccessKeyEdit"_s, tr("Access key"), true);
    m_secretKey = addField(u"shippingSecretKeyEdit"_s, tr("Secret key"), true);
    m_secretKey->setEchoMode(QLineEdit::Password);
    m_ofDirectory.append(m_path);
    const auto common = [this](const QString &name, const QString &text, const QString &placeholder) {
        auto *edit = new QLineEdit;
        edit->setObjectName(name);
        edit->setAccessibleName(text);
        edit->setPlaceholderText(placeholder);
        column()->addWidget(label(text, u"strong"_s));
        column()->addWidget(edit);
        return edit;
    };
    m_prefix = common(u"shippingPrefixEdit"_s, tr("Before every name"), tr("Nothing"));
    m_interval = common(u"shippingIntervalEdit"_s, tr("How often"), tr("Every 5 minutes, such as 5m or 1h"));
    m_endpoint->setPlaceholderText(tr("Such as %1").arg(u"https://s3.example.com"_s));
    m_path->setPlaceholderText(tr("Such as %1").arg(u"/var/lib/events"_s));
    m_answer->setObjectName(u"shippingAnswer"_s);
    m_answer->hide();
    column()->addWidget(m_answer);
    if (present) {
        m_kind->setCurrentIndex(m_kind->findData(int(present->kind)));
        m_path->setText(present->path.value_or(QString()));
        m_endpoint->setText(present->endpoint.value_or(QString()));
        m_region->setText(present->region.value_or(QString()));
        m_bucket->setText(present->bucket.value_or(QString()));
        m_accessKey->setText(present->accessKey.value_or(QString()));
        m_secretKey->setText(present->secretKey.value_or(QString()));
        m_prefix->setText(present->prefix);
        m_interval->setText(present->interval);
        m_confirm->setText(tr("Save"));
    }
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelButton"_s);
    m_confirm->setObjectName(u"confirmButton"_s);
    m_confirm->setProperty("look", u"primary"_s);
    m_confirm->setDefault(true);
    addButtons({cancel, m_confirm});
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ShippingDialog::showKind);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_confirm->setEnabled(false);
        Q_EMIT submitted(input());
    });
    showKind();
}

QLineEdit *ShippingDialog::addField(const QString &name, const QString &text, bool isOfStore)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(text);
    auto *above = label(text, u"strong"_s);
    column()->addWidget(above);
    column()->addWidget(edit);
    (isOfStore ? m_ofStore : m_ofDirectory) << above << edit;
    return edit;
}

void ShippingDialog::showKind()
{
    const bool isStore = m_kind->currentData().toInt() == int(wire::ShippingKind::S3);
    for (QWidget *each : std::as_const(m_ofStore))
        each->setVisible(isStore);
    for (QWidget *each : std::as_const(m_ofDirectory))
        each->setVisible(!isStore);
}

wire::ShippingInput ShippingDialog::input() const
{
    wire::ShippingInput input;
    input.kind = wire::ShippingKind(m_kind->currentData().toInt());
    if (input.kind == wire::ShippingKind::Directory) {
        input.path = typedText(m_path);
    } else {
        input.endpoint = typedText(m_endpoint);
        input.region = typedText(m_region);
        input.bucket = typedText(m_bucket);
        input.accessKey = typedText(m_accessKey);
        input.secretKey = typedText(m_secretKey);
    }
    input.prefix = typedText(m_prefix);
    input.interval = typedText(m_interval);
    return input;
}

void ShippingDialog::refuse(const Error &error)
{
    m_answer->setText(errorText(error));
    m_answer->show();
    m_confirm->setEnabled(true);
}

} // namespace unmta::ui
