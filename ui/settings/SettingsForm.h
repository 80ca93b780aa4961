// The engine's settings as a form, made from the table of settings group by group; only what was changed is sent.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"

#include <QWidget>

class QLabel;

namespace unmta {
struct Setting;
struct SettingGroupRow;
} // namespace unmta

namespace unmta::ui {

class SettingsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsForm(QWidget *parent = nullptr);

    // What the engine has; fields the engine does not know are left out. Fields that are being edited keep their text.
    void show(const wire::Settings &settings);
    [[nodiscard]] wire::Settings changes() const;
    // The engine took them.
    void accepted(const wire::Settings &settings);
    // Shows the sentence beneath the field at fault; false when the error is about none of the fields.
    [[nodiscard]] bool refuse(const Error &error);
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
    };
    [[nodiscard]] QWidget *makeSection(const SettingGroupRow &group);
    [[nodiscard]] QWidget *makeField(const Setting &row);
    [[nodiscard]] QString valueOf(const QString &key) const;
    void setValue(const QString &key, const QString &value);

    QHash<QString, Field> m_fields;
    wire::Settings m_known;
};

} // namespace unmta::ui
