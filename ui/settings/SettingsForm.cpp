#include "settings/SettingsForm.h"

#include "base/AllSettings.h"
#include "contract/ErrorText.h"
#include "kit/Labels.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// The words of the table in the language of the screen.
QString words(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

QWidget *makeEditor(const Setting &row)
{
    QWidget *editor = nullptr;
    if (const QStringList choices = settingChoices(row); !choices.isEmpty()) {
        auto *box = new QComboBox;
        box->addItems(choices);
        editor = box;
    } else {
        auto *line = new QLineEdit;
        if (row.isSecret())
            line->setEchoMode(QLineEdit::Password);
        editor = line;
    }
    editor->setObjectName(QString::fromLatin1(row.name));
    editor->setAccessibleName(words(row.label));
    editor->setAccessibleDescription(words(row.sentence));
    return editor;
}

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    for (const SettingGroupRow &group : settingGroups)
        column->addWidget(makeSection(group));
}

QWidget *SettingsForm::makeSection(const SettingGroupRow &group)
{
    auto *card = new Card(words(group.title));
    card->body()->setSpacing(10);
    for (const Setting &row : allSettings) {
        if (row.group == group.group)
            card->body()->addWidget(makeField(row));
    }
    return card;
}

QWidget *SettingsForm::makeField(const Setting &row)
{
    auto *field = new QWidget;
    auto *line = new QHBoxLayout(field);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(16);
    auto *name = label(words(row.label));
    name->setFixedWidth(150);
    name->setContentsMargins(0, 7, 0, 0);
    auto *editor = makeEditor(row);
    editor->setFixedWidth(400);
    name->setBuddy(editor);
    auto *problem = paragraph({}, u"errorSmall"_s);
    problem->hide();
    auto *right = new QVBoxLayout;
    right->setSpacing(3);
    right->addWidget(editor, 0, Qt::AlignLeft);
    right->addWidget(paragraph(words(row.sentence), u"small"_s));
    right->addWidget(problem);
    line->addWidget(name, 0, Qt::AlignTop);
    line->addLayout(right, 1);
    m_fields.insert(editor->objectName(), {field, editor, problem});
    if (auto *text = qobject_cast<QLineEdit *>(editor))
        connect(text, &QLineEdit::textEdited, this, &SettingsForm::edited);
    else if (auto *box = qobject_cast<QComboBox *>(editor))
        connect(box, &QComboBox::activated, this, &SettingsForm::edited);
    return field;
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
