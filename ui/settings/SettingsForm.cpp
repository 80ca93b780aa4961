#include "settings/SettingsForm.h"

#include "base/AllSettings.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "settings/FieldCheck.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/SettingWords.h"
#include "support/WrapRow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
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
    const QString name = QString::fromLatin1(row.name);
    QWidget *editor = nullptr;
    if (isSwitch(row)) {
        editor = new QCheckBox(SettingsForm::tr("Switched on"));
    } else if (const QStringList choices = settingChoices(row); !choices.isEmpty()) {
        auto *box = new QComboBox;
        for (const QString &choice : choices)
            box->addItem(settingValueWords(name, choice), choice);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        editor = box;
    } else {
        auto *line = new QLineEdit;
        if (row.isSecret())
            line->setEchoMode(QLineEdit::Password);
        editor = line;
    }
    editor->setObjectName(name);
    editor->setAccessibleName(words(row.label));
    editor->setAccessibleDescription(settingHint(row));
    return editor;
}

} // namespace

int settingNameWidth(const QFontMetrics &metrics)
{
    int widest = 0;
    for (const Setting &row : allSettings)
        widest = std::max(widest, metrics.horizontalAdvance(words(row.label)));
    return widest + 4;
}

int settingEditorWidth(const QFontMetrics &metrics)
{
    return scaled(400, metrics);
}

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"settingsForm"_s);
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
    m_sections.insert(int(group.group), card->body());
    for (const Setting &row : allSettings) {
        if (row.group == group.group)
            card->body()->addWidget(makeField(row));
    }
    return card;
}

void SettingsForm::addBelow(SettingGroup group, QWidget *widget)
{
    m_sections.value(int(group))->addWidget(widget);
}

QWidget *SettingsForm::makeField(const Setting &row)
{
    auto *field = new QWidget;
    auto *line = new WrapRow(field);
    line->setSpacing(16);
    auto *name = label(words(row.label));
    name->setFixedWidth(settingNameWidth(fontMetrics()));
    name->setContentsMargins(0, 7, 0, 0);
    auto *editor = makeEditor(row);
    editor->setMaximumWidth(settingEditorWidth(fontMetrics()));
    name->setBuddy(editor);
    auto *problem = paragraph({}, u"errorSmall"_s);
    problem->setObjectName(u"problem_"_s + editor->objectName());
    problem->hide();
    auto *reset = new QPushButton(tr("Back to default"));
    reset->setObjectName(u"reset_"_s + editor->objectName());
    reset->setAccessibleName(tr("Set “%1” back to its default").arg(words(row.label)));
    reset->setToolTip(*row.byDefault
                          ? plainTip(settingValueWords(editor->objectName(), QString::fromUtf8(row.byDefault)))
                          : tr("empty"));
    reset->setProperty("look", u"link"_s);
    QSizePolicy policy = reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // the field keeps its width
    reset->setSizePolicy(policy);
    reset->hide();
    auto *input = new WrapRow;
    input->add(editor, scaled(180, fontMetrics()));
    input->add(reset);
    input->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(3);
    right->addLayout(input);
    right->addWidget(problem);
    right->addWidget(paragraph(settingHint(row), u"small"_s));
    line->add(name, 0, Qt::AlignTop);
    line->add(right, scaled(300, fontMetrics()));
    const QString key = editor->objectName();
    m_fields.insert(key, {field, editor, problem, reset, &row});
    const auto wasEdited = [this, key] {
        // A fault goes as soon as it is mended; a new one is told when the field is left.
        if (!m_fields.value(key).problem->isHidden())
            check(key);
        showReset(key);
        Q_EMIT edited();
    };
    if (auto *text = qobject_cast<QLineEdit *>(editor)) {
        connect(text, &QLineEdit::textEdited, this, wasEdited);
        connect(text, &QLineEdit::editingFinished, this, [this, key] {
            if (check(key))
                setValue(key, valueOf(key)); // so that one sees what was understood: "2 days" for "48h"
        });
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        connect(box, &QComboBox::activated, this, wasEdited);
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        connect(check, &QCheckBox::toggled, this, wasEdited);
    }
    connect(reset, &QPushButton::clicked, this, [this, key, editor, byDefault = QString::fromUtf8(row.byDefault)] {
        setValue(key, byDefault);
        check(key);
        editor->setFocus();
        showReset(key);
        Q_EMIT edited();
    });
    return field;
}

bool SettingsForm::check(const QString &key)
{
    const Field field = m_fields.value(key);
    const QString value = valueOf(key);
    const QString fault = value == m_known.value(key) ? QString() : fieldFault(*field.setting, value);
    showProblem(field, fault);
    return fault.isEmpty();
}

void SettingsForm::showProblem(const Field &field, const QString &sentence)
{
    field.problem->setText(sentence);
    field.problem->setVisible(!sentence.isEmpty());
    setLook(field.editor, "wrong", !sentence.isEmpty());
}

void SettingsForm::showReset(const QString &key)
{
    const Field field = m_fields.value(key);
    field.reset->setVisible(valueOf(key) != QString::fromUtf8(field.setting->byDefault));
}

int SettingsForm::showFaults()
{
    int faults = 0;
    QWidget *first = nullptr;
    for (const Setting &row : allSettings) {
        const QString key = QString::fromLatin1(row.name);
        if (!m_known.contains(key) || check(key))
            continue;
        ++faults;
        if (!first)
            first = m_fields.value(key).editor;
    }
    if (first)
        first->setFocus();
    return faults;
}

void SettingsForm::discard()
{
    accepted(m_known);
    Q_EMIT edited();
}

void SettingsForm::propose(const QString &name, const QString &value)
{
    if (!m_fields.contains(name))
        return;
    setValue(name, value);
    check(name);
    showReset(name);
    Q_EMIT edited();
}

QString SettingsForm::valueOf(const QString &key) const
{
    QWidget *editor = m_fields.value(key).editor;
    if (auto *text = qobject_cast<QLineEdit *>(editor)) {
        const QString known = m_known.value(key);
        const QString typed = text->text().trimmed();
        return typed == settingValueWords(key, known) ? known : settingValueOf(key, typed);
    }
    if (auto *box = qobject_cast<QComboBox *>(editor))
        return box->currentData().toString();
    if (auto *check = qobject_cast<QCheckBox *>(editor))
        return check->isChecked() ? u"on"_s : u"off"_s;
    return {};
}

void SettingsForm::setValue(const QString &key, const QString &value)
{
    QWidget *editor = m_fields.value(key).editor;
    if (auto *text = qobject_cast<QLineEdit *>(editor)) {
        const QString shown = settingValueWords(key, value);
        if (text->text() != shown)
            text->setText(shown);
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        if (box->findData(value) < 0)
            box->addItem(value, value);
        box->setCurrentIndex(box->findData(value));
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        const QSignalBlocker quiet(check); // nobody has edited it
        check->setChecked(value == u"on");
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
        showReset(it.key());
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
        showProblem(*it, {});
        showReset(it.key());
    }
}

bool SettingsForm::refuse(const Error &error)
{
    for (const Field &field : std::as_const(m_fields))
        showProblem(field, {});
    const auto field = m_fields.constFind(error.field);
    if (field == m_fields.cend())
        return false;
    showProblem(*field, errorText(error));
    field->editor->setFocus();
    return true;
}

} // namespace unmta::ui
