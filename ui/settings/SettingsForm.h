// The engine's settings as a form, made from the table of settings group by group; only what was changed is sent.
#pragma once

#include "base/Error.h"
#include "base/Setting.h"
#include "contract/wire/Wire.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace unmta::ui {

// Of the names on the left and the fields beside them, in all cards of the page.
[[nodiscard]] int settingNameWidth(const QFontMetrics &metrics);
[[nodiscard]] int settingEditorWidth(const QFontMetrics &metrics);

class SettingsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsForm(QWidget *parent = nullptr);

    // What the engine has; fields the engine does not know are left out. Fields that are being edited keep their text.
    void show(const wire::Settings &settings);
    [[nodiscard]] wire::Settings changes() const;
    // Back to what the engine has.
    void discard();
    // As if somebody had typed it; it is not saved by that.
    void propose(const QString &name, const QString &value);
    // Looks at everything that was changed, and shows beside each field what is wrong with it; the first one gets the
    // focus. How many there are.
    [[nodiscard]] int showFaults();
    // The engine took them.
    void accepted(const wire::Settings &settings);
    // Shows the sentence beneath the field at fault; false when the error is about none of the fields.
    [[nodiscard]] bool refuse(const Error &error);
    // Behind the fields of a group.
    void addBelow(SettingGroup group, QWidget *widget);
    // The field of a setting, or none.
    [[nodiscard]] QWidget *editorOf(const QString &name) const { return m_fields.value(name).editor; }

Q_SIGNALS:
    void edited();

private:
    struct Field
    {
        QWidget *row = nullptr;
        QWidget *editor = nullptr;
        QLabel *problem = nullptr;
        QPushButton *reset = nullptr; // to the value that it has by default
        const Setting *setting = nullptr;
    };
    [[nodiscard]] QWidget *makeSection(const SettingGroupRow &group);
    [[nodiscard]] QWidget *makeField(const Setting &row);
    [[nodiscard]] QString valueOf(const QString &key) const;
    void setValue(const QString &key, const QString &value);
    // Says what is wrong with its value; true when nothing is.
    bool check(const QString &key);
    void showProblem(const Field &field, const QString &sentence);
    void showReset(const QString &key);

    QHash<int, QVBoxLayout *> m_sections; // by SettingGroup
    QHash<QString, Field> m_fields;
    wire::Settings m_known;
};

} // namespace unmta::ui
