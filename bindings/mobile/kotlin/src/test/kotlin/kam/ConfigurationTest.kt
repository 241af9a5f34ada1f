package kam

import java.io.File
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A configuration as the guide uses it, and what goes wrong with one. */
class ConfigurationTest {
    private val folder = File(System.getProperty("kam.root"), "examples/config/medium")

    private fun files(changed: Map<String, String> = emptyMap()): List<ConfigurationFile> {
        val texts = folder.listFiles { file -> file.extension == "toml" }!!.associate { it.name to it.readText() }
        return (texts + changed).map { (name, content) -> ConfigurationFile(name, content) }
    }

    private fun refused(changed: Map<String, String>) =
        assertThrows(Fault.InvalidConfiguration::class.java) { openConfiguration(files(changed)).close() }.problems

    @Test
    fun `the guide says what it says`() {
        openConfiguration(files()).use { configuration ->
            assertEquals("core", configuration.explain("measures.at_risk", "germany").lockedBy)
            val liaison = Person("u1", roles = listOf(RoleInUnit("medical_liaison", "DE-South-2")))
            val question = RightQuestion("DE-South-2", CycleStep.MEASURES, PlanSection.MEASURES, field = "target_value")
            val answer = configuration.explainRight(liaison, question, Right.READ)
            assertEquals(Right.NONE, configuration.may(liaison, question))
            assertEquals("medical_no_sales_measures", answer.rule)
            assertTrue(answer.text.contains("of the layer `core`"), answer.text)
            assertEquals("2026-04/2027-03", configuration.planningCycle(LocalDate.of(2026, 6, 30), emptyList(), "ES").cycle)
            assertNull(configuration.readValue("tactic_type", "no such thing", "DE"))
        }
    }

    @Test
    fun `a locked setting says who locked it and who tried`() {
        val problem = refused(mapOf("germany.toml" to "[layer]\nname = \"germany\"\nabove = \"core\"\n[display]\ndecimals = 2\n")).single()
        assertEquals("the layer `core` locked it, and the layer `germany` tries to change it", problem.text)
        assertEquals(listOf("germany.toml", "5", "12"), listOf(problem.document, problem.line.toString(), problem.column.toString()))
    }

    @Test
    fun `three slips are three errors`() {
        val slips = "[layer]\nname = \"spain\"\nabove = \"core\"\n[plan]\nanalyses = [\"swott\"]\naproved_by = []\n[team]\nfunctions = [\"salse\"]\n"
        assertEquals(listOf("did you mean `swot`", "did you mean `approved_by`", "did you mean `sales`"), refused(mapOf("spain.toml" to slips)).map { it.help })
    }

    @Test
    fun `two affiliates are compared, and open decisions listed`() {
        openConfiguration(files()).use { configuration ->
            assertTrue(configuration.compare("sweden", "germany").any { it.path == "organization.units.SE" })
            assertTrue(configuration.decisions("germany").any { it.id == "target_metrics" && it.state == DecisionState.OPEN })
        }
    }
}
