namespace Shop;

/// <summary>What is to be changed in the configuration, for the person who starts the shop.</summary>
public sealed class ShopConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
