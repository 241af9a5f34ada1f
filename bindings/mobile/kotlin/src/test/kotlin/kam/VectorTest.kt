package kam

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.JsonNodeFactory
import java.io.File
import java.lang.reflect.InvocationTargetException
import java.math.BigDecimal
import java.time.DateTimeException
import java.time.Instant
import java.time.LocalDate
import kotlin.reflect.KCallable
import kotlin.reflect.KClass
import kotlin.reflect.KParameter
import kotlin.reflect.KType
import kotlin.reflect.full.functions
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.jvm.kotlinFunction
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/** Runs every vector under `tests/vectors`. It knows no domain: arguments and results are matched by reflection. */
class VectorTest {
    private val folder = File(System.getProperty("kam.root"), "tests/vectors")
    private val json = ObjectMapper()
    private val functions = Class.forName("kam.KamKt").methods.mapNotNull { it.kotlinFunction }

    @TestFactory
    fun vectors(): List<DynamicTest> {
        val files = folder.listFiles { file -> file.extension == "json" && file.name != "schema.json" }!!.sorted()
        val tests = files.flatMap { file ->
            json.readTree(file)["cases"].map { case -> DynamicTest.dynamicTest("${file.nameWithoutExtension} ${case["name"].asText()}") { check(case) } }
        }
        assertTrue(tests.size >= 60)
        return tests
    }

    private fun check(case: JsonNode) {
        val (key, found) = try {
            "expect" to plain(run(case))
        } catch (fault: Fault) {
            "fault" to (plain(fault) as com.fasterxml.jackson.databind.node.ObjectNode).put("code", faultCode(fault))
        } catch (_: DateTimeException) {
            // Kotlin itself cannot hold 30 February, so no operation can be called with it.
            assertEquals("invalid_value", case["fault"]["code"].asText())
            return
        }
        assertTrue(case.has(key), "$key was not expected: $found")
        assertEquals(emptyList<String>(), differences(key, case[key], found))
    }

    private fun run(case: JsonNode): Any? {
        val name = case["operation"].asText()
        val arguments = case["args"] ?: JsonNodeFactory.instance.objectNode()
        if (name == "open_plan") return openPlan(arguments["document"].let { if (it.isTextual) it.textValue() else it.toString() }).use { it.profile() }
        case["configuration"]?.let { documents ->
            val files = documents.properties().map { (file, text) -> ConfigurationFile(file, if (text.isTextual) text.textValue() else text.toString()) }
            return openConfiguration(files).use { configuration ->
                case["approval_request"]?.let { given ->
                    val submits = if (given.has("document")) "open_approval_request" else "submit_for_approval"
                    return (call(Configuration::class.functions, configuration, submits, given) as ApprovalRequest).use { request ->
                        for (step in case["before"] ?: emptyList()) call(ApprovalRequest::class.functions, request, step["operation"].asText(), step["args"])
                        call(ApprovalRequest::class.functions, request, name, arguments)
                    }
                }
                val given = case["account_plan"] ?: return call(Configuration::class.functions, configuration, name, arguments)
                val opens = if (given.has("document")) "open_account_plan" else "new_account_plan"
                (call(Configuration::class.functions, configuration, opens, given) as AccountPlan).use { plan ->
                    for (step in case["before"] ?: emptyList()) call(AccountPlan::class.functions, plan, step["operation"].asText(), step["args"])
                    call(AccountPlan::class.functions, plan, name, arguments)
                }
            }
        }
        val document = case["plan"]?.toString() ?: case["plan_file"]?.let { File(folder, it.asText()).readText() } ?: return call(functions, null, name, arguments)
        return openPlan(document).use { plan ->
            for (step in case["before"] ?: emptyList()) call(Plan::class.functions, plan, step["operation"].asText(), step["args"])
            call(Plan::class.functions, plan, name, arguments)
        }
    }

    private fun call(among: Collection<KCallable<*>>, on: Any?, name: String, arguments: JsonNode): Any? {
        val function = among.single { it.name == camel(name) }
        val target = function.parameters.filter { it.kind == KParameter.Kind.INSTANCE }.associateWith { on }
        return called(function, target + named(function, arguments))
    }

    private fun named(function: KCallable<*>, arguments: JsonNode): Map<KParameter, Any?> = arguments.properties().associate { (key, given) ->
        val parameter = function.parameters.single { it.name == camel(key) }
        parameter to value(parameter.type, given)
    }

    private fun called(function: KCallable<*>, arguments: Map<KParameter, Any?>): Any? = try {
        function.callBy(arguments)
    } catch (error: InvocationTargetException) {
        throw error.targetException
    }

    private fun value(type: KType, given: JsonNode): Any? {
        val kind = type.classifier as KClass<*>
        return when {
            given.isNull -> null
            kind == String::class -> given.asText()
            kind == Boolean::class -> given.asBoolean()
            kind == UInt::class -> given.asInt().toUInt()
            kind == BigDecimal::class -> BigDecimal(given.asText())
            kind == LocalDate::class -> LocalDate.parse(given.asText())
            kind == Instant::class -> Instant.parse(given.asText())
            kind == List::class -> given.map { value(type.arguments.single().type!!, it) }
            kind.java.isEnum -> kind.java.enumConstants.single { (it as Enum<*>).name == given.asText().uppercase() }
            else -> kind.primaryConstructor!!.let { called(it, named(it, given)) }
        }
    }

    private fun plain(found: Any?): JsonNode = when (found) {
        null -> JsonNodeFactory.instance.nullNode()
        is String, is Instant, is LocalDate -> JsonNodeFactory.instance.textNode(found.toString())
        is BigDecimal -> JsonNodeFactory.instance.textNode(found.toPlainString())
        is Boolean -> JsonNodeFactory.instance.booleanNode(found)
        is UInt -> JsonNodeFactory.instance.numberNode(found.toInt())
        is List<*> -> JsonNodeFactory.instance.arrayNode().apply { found.forEach { add(plain(it)) } }
        is Enum<*> -> JsonNodeFactory.instance.textNode(found.name.lowercase())
        else -> JsonNodeFactory.instance.objectNode().apply {
            found::class.memberProperties.filter { it.name !in setOf("message", "cause") }.forEach { set<JsonNode>(snake(it.name), plain(it.getter.call(found))) }
        }
    }

    private fun differences(path: String, expected: JsonNode, found: JsonNode?): List<String> = when {
        expected.isObject && expected.has("\$count") -> if (found?.size() == expected["\$count"].asInt()) emptyList() else listOf("$path: $expected expected, found ${found?.size()}")
        expected.isObject && expected.has("\$contains") -> if (found?.asText()?.contains(expected["\$contains"].asText()) == true) emptyList() else listOf("$path: $expected expected, found $found")
        expected.isObject && found?.isObject == true -> expected.properties().flatMap { (key, entry) -> differences("$path.$key", entry, found[key]) }
        expected.isArray && found?.isArray == true && expected.size() == found.size() -> expected.flatMapIndexed { at, entry -> differences("$path[$at]", entry, found[at]) }
        else -> if (expected == found || (expected.isNull && found == null)) emptyList() else listOf("$path: $expected expected, found $found")
    }

    private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
}
