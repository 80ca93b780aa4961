#include "settings/SettingsForm.h"

#include "contract/ErrorText.h"
#include "kit/Labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct SettingField
{
    QString key;
    QString name;
    QString help;
    QStringList choices = {}; // empty: free text
    bool secret = false;
};

struct SettingSection
{
    QString title;
    QList<SettingField> fields;
};

QList<SettingSection> sections()
{
    return {
        {SettingsForm::tr("Tracking edge"),
         {{u"edge.target_zone"_s, SettingsForm::tr("Target zone"),
           SettingsForm::tr("The zone under which CNAME targets are issued; *.zone must lead to the edge.")},
          {u"edge.https_policy"_s,
           SettingsForm::tr("HTTPS"),
           SettingsForm::tr("“require” answers http with a redirect to https."),
           {u"optional"_s, u"require"_s}},
          {u"edge.trusted_proxies"_s, SettingsForm::tr("Trusted proxies"),
           SettingsForm::tr("Addresses whose X-Forwarded-For is believed, separated by commas.")}}},
        {SettingsForm::tr("DNS and monitoring"),
         {{u"dns.resolvers"_s, SettingsForm::tr("Resolvers"),
           SettingsForm::tr("“system”, or address:port separated by commas.")},
          {u"dns.canaries"_s, SettingsForm::tr("Canary names"),
           SettingsForm::tr("Names that must resolve before a round of checks counts.")},
          {u"monitor.interval"_s, SettingsForm::tr("Check every"), SettingsForm::tr("For example 24h.")},
          {u"monitor.auto_verify"_s,
           SettingsForm::tr("Try pending domains"),
           SettingsForm::tr("Pending domains are checked by themselves, with growing pauses."),
           {u"on"_s, u"off"_s}},
          {u"monitor.breaker_share"_s, SettingsForm::tr("Hold a round at"),
           SettingsForm::tr("The share of failing domains at which a round is held instead of executed.")}}},
        {SettingsForm::tr("Certificates"),
         {{u"certificates.issuer"_s,
           SettingsForm::tr("Issuer"),
           SettingsForm::tr("“acme” for publicly trusted certificates, “internal” for a CA of its own."),
           {u"acme"_s, u"internal"_s}},
          {u"acme.directory"_s, SettingsForm::tr("ACME directory"), SettingsForm::tr("The CA's directory address.")},
          {u"acme.email"_s, SettingsForm::tr("Contact address"), SettingsForm::tr("Given to the CA; may be empty.")},
          {u"acme.eab_kid"_s, SettingsForm::tr("External account id"),
           SettingsForm::tr("Only for a CA that binds accounts.")},
          {u"acme.eab_key"_s, SettingsForm::tr("External account key"), {}, {}, true},
          {u"acme.ca_file"_s, SettingsForm::tr("CA file"),
           SettingsForm::tr("PEM file that the directory's own certificate is checked with.")}}},
        {SettingsForm::tr("Mail to people"),
         {{u"notify.to"_s, SettingsForm::tr("Notify"), SettingsForm::tr("Addresses, separated by commas.")},
          {u"smtp.url"_s, SettingsForm::tr("Mail server"),
           SettingsForm::tr("For example smtp://mail.example.com:587.")},
          {u"smtp.username"_s, SettingsForm::tr("User name"), {}},
          {u"smtp.password"_s, SettingsForm::tr("Password"), {}, {}, true},
          {u"smtp.from"_s, SettingsForm::tr("Sender"), {}}}},
        {SettingsForm::tr("Events and privacy"),
         {{u"events.retention"_s, SettingsForm::tr("Keep events"), SettingsForm::tr("For example 90d.")},
          {u"privacy.ip"_s,
           SettingsForm::tr("IP addresses"),
           SettingsForm::tr("What is kept of a recipient's address."),
           {u"full"_s, u"truncated"_s, u"none"_s}},
          {u"privacy.user_agent"_s,
           SettingsForm::tr("User agents"),
           SettingsForm::tr("What is kept of a recipient's program."),
           {u"full"_s, u"none"_s}}}},
    };
}

QWidget *makeEditor(const SettingField &field)
{
    QWidget *editor = nullptr;
    if (field.choices.isEmpty()) {
        auto *line = new QLineEdit;
        if (field.secret)
            line->setEchoMode(QLineEdit::Password);
        editor = line;
    } else {
        auto *box = new QComboBox;
        box->addItems(field.choices);
        editor = box;
    }
    editor->setObjectName(field.key);
    editor->setAccessibleName(field.name);
    editor->setAccessibleDescription(field.help);
    return editor;
}

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    for (int section = 0; section < sections().size(); ++section)
        addSection(column, section);
}

void SettingsForm::addSection(QVBoxLayout *column, int section)
{
    const SettingSection description = sections().at(section);
    auto *card = new Card(description.title);
    card->body()->setSpacing(10);
    for (const SettingField &field : description.fields) {
        auto *row = new QWidget;
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(16);
        auto *name = label(field.name);
        name->setFixedWidth(150);
        name->setContentsMargins(0, 7, 0, 0);
        auto *editor = makeEditor(field);
        editor->setFixedWidth(400);
        name->setBuddy(editor);
        auto *problem = paragraph({}, u"errorSmall"_s);
        problem->hide();
        auto *right = new QVBoxLayout;
        right->setSpacing(3);
        right->addWidget(editor, 0, Qt::AlignLeft);
        if (!field.help.isEmpty())
            right->addWidget(paragraph(field.help, u"small"_s));
        right->addWidget(problem);
        line->addWidget(name, 0, Qt::AlignTop);
        line->addLayout(right, 1);
        card->body()->addWidget(row);
        m_fields.insert(field.key, {row, editor, problem});
        if (auto *text = qobject_cast<QLineEdit *>(editor))
            connect(text, &QLineEdit::textEdited, this, &SettingsForm::edited);
        else if (auto *box = qobject_cast<QComboBox *>(editor))
            connect(box, &QComboBox::activated, this, &SettingsForm::edited);
    }
    column->addWidget(card);
}

QString SettingsForm::valueOf(const QString &key) const
{
    QWidget *editor = m_fields.value(key).editor;
    if (auto *text = qobject_cast<QLineEdit *>(editor))
        return text->text().trimmed();
    if (auto *box = qobject_cast<QComboBox *>(editor))
        return box->currentText();
    return {};
}

void SettingsForm::setValue(const QString &key, const QString &value)
{
    QWidget *editor = m_fields.value(key).editor;
    if (auto *text = qobject_cast<QLineEdit *>(editor)) {
        if (text->text() != value)
            text->setText(value);
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        if (box->findText(value) < 0)
            box->addItem(value);
        box->setCurrentText(value);
    }
}

void SettingsForm::show(const wire::Settings &settings)
{
    const wire::Settings mine = changes();
    m_known = settings;
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        it->row->setVisible(settings.contains(it.key()));
        if (!mine.contains(it.key()))
            setValue(it.key(), settings.value(it.key()));
    }
}

wire::Settings SettingsForm::changes() const
{
    wire::Settings changed;
    for (auto it = m_known.cbegin(); it != m_known.cend(); ++it) {
        if (m_fields.contains(it.key()) && valueOf(it.key()) != it.value())
            changed.insert(it.key(), valueOf(it.key()));
    }
    return changed;
}

void SettingsForm::accepted(const wire::Settings &settings)
{
    m_known = settings;
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        setValue(it.key(), settings.value(it.key()));
        it->problem->hide();
    }
}

bool SettingsForm::refuse(const Error &error)
{
    for (const Field &field : std::as_const(m_fields))
        field.problem->hide();
    const auto field = m_fields.constFind(error.field);
    if (field == m_fields.cend())
        return false;
    field->problem->setText(errorSentence(error));
    field->problem->show();
    field->editor->setFocus();
    return true;
}

} // namespace unmta::ui
