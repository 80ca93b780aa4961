// Configuration files of programs whose options have environment variables too.
#pragma once

#include <CLI/CLI.hpp>

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace unmta {

// "UNMTA_" and "data-dir" make UNMTA_DATA_DIR.
[[nodiscard]] inline std::string variableOf(const std::string &prefix, const std::string &option)
{
    const QString name = QString::fromStdString(prefix + option).toUpper();
    return QString(name).replace(QLatin1Char('-'), QLatin1Char('_')).toStdString();
}

// A file that is further away than the environment. CLI11 reads the file first and asks the environment only for what
// is missing then, so the lines of which the variable is set are left out here. The lines of `collected` (an option
// whose values add up over all places) are not given to the option but to `into`.
class ConfigFile : public CLI::ConfigTOML
{
public:
    explicit ConfigFile(std::string prefix, std::string collected = {}, std::vector<std::string> *into = nullptr)
        : m_prefix(std::move(prefix))
        , m_collected(std::move(collected))
        , m_into(into)
    {}

    std::vector<CLI::ConfigItem> from_config(std::istream &input) const override
    {
        std::vector<CLI::ConfigItem> items;
        for (CLI::ConfigItem &item : CLI::ConfigTOML::from_config(input)) {
            if (m_into && item.parents.empty() && item.name == m_collected)
                m_into->insert(m_into->end(), item.inputs.begin(), item.inputs.end());
            else if (qEnvironmentVariableIsEmpty(variableOf(m_prefix, item.name).c_str()))
                items.push_back(std::move(item));
        }
        return items;
    }

private:
    std::string m_prefix;
    std::string m_collected;
    std::vector<std::string> *m_into;
};

} // namespace unmta
